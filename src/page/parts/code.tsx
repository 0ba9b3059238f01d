/** The code and configuration of a shipped strategy, to copy. */
import { useEffect, useState } from 'preact/hooks'
import type { ExampleFile, Examples } from '../page-data.ts'
import { unpack } from '../unpack.ts'
import { CopyButton } from './copy-button.tsx'

let opened: Promise<Examples> | null = null

/** All of them; none where the page carries none. */
function examples(): Promise<Examples> {
  opened ??= unpack<Examples>('examples').catch(() => ({}))
  return opened
}

/** Folded; nothing where the strategy has no example. */
export function Code({ strategy }: { readonly strategy: string }) {
  const [files, setFiles] = useState<readonly ExampleFile[]>([])
  useEffect(() => {
    let left = false
    void examples().then((all) => {
      if (!left) setFiles(Object.hasOwn(all, strategy) ? (all[strategy] ?? []) : [])
    })
    return () => {
      left = true
    }
  }, [strategy])
  if (files.length === 0) return null
  return (
    <details class="code">
      <summary>
        Code and configuration of <bdi>{strategy}</bdi>
      </summary>
      {files.map(({ name, text }) => (
        <div key={name}>
          <p>
            <code>{name}</code> <CopyButton text={text} what={name} />
          </p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: scrolls by keys, too. */}
          <pre tabIndex={0}>{text}</pre>
        </div>
      ))}
    </details>
  )
}
