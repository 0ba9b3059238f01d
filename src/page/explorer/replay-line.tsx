/** The command that plays a story again, with a button that copies it. */
import { useState } from 'preact/hooks'
import { copyText } from '../copy.ts'

/** Says in words whether it was copied. */
export function ReplayLine({ command }: { command: string }) {
  const [said, say] = useState('')
  const copy = async (): Promise<void> => {
    say((await copyText(command)) ? 'copied' : 'cannot copy here: select the line instead')
  }
  return (
    <p class="explorer-replay">
      <span>Replay:</span> <code>{command}</code>{' '}
      <button type="button" onClick={copy}>
        copy
      </button>{' '}
      <span role="status">{said}</span>
    </p>
  )
}
