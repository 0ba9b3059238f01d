/** A command to paste, with a button that copies it. */
import { useRef, useState } from 'preact/hooks'

interface CommandProps {
  /** Without `npx`. */
  readonly command: string
  /** What the button copies, for those who do not see: `replay command`. */
  readonly what: string
}

/** Where the clipboard is denied, the text is selected: one key then copies it. */
export function Command({ command, what }: CommandProps) {
  const [told, setTold] = useState('')
  const code = useRef<HTMLElement>(null)
  const text = `npx ${command}`
  const select = () => {
    if (code.current !== null) getSelection()?.selectAllChildren(code.current)
    setTold('Selected: press Ctrl+C')
  }
  const copy = () => {
    const written = navigator.clipboard?.writeText(text) ?? Promise.reject(new Error('denied'))
    written.then(() => setTold('Copied'), select)
  }
  return (
    <div class="command">
      <code ref={code}>{text}</code>
      <button type="button" onClick={copy} onBlur={() => setTold('')} aria-label={`Copy ${what}`}>
        Copy
      </button>
      <span class="told" role="status">
        {told}
      </span>
    </div>
  )
}

interface CopyProps {
  readonly text: string
  /** What it copies, for those who do not see. */
  readonly what: string
}

/** A button that copies a longer text, which stands below. */
export function CopyButton({ text, what }: CopyProps) {
  const [told, setTold] = useState('')
  const copy = () => {
    const written = navigator.clipboard?.writeText(text) ?? Promise.reject(new Error('denied'))
    written.then(
      () => setTold('Copied'),
      () => setTold('The clipboard is denied: select the text'),
    )
  }
  return (
    <>
      <button type="button" onClick={copy} onBlur={() => setTold('')} aria-label={`Copy ${what}`}>
        Copy
      </button>
      <span class="told" role="status">
        {told}
      </span>
    </>
  )
}
