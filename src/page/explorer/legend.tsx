/** What the signs mean. */
import type { Shape } from './marks.ts'
import { shapePaths } from './shape-path.ts'

const signs: readonly { shape: Shape; means: string }[] = [
  { shape: 'fault', means: 'a fault, or a death' },
  { shape: 'record', means: 'records handed out, processing' },
  { shape: 'effect', means: 'an effect: what processing leaves behind' },
  { shape: 'commit', means: 'a commit' },
  { shape: 'refused', means: 'refused, failed or unknown' },
  { shape: 'group', means: 'membership and positions' },
  { shape: 'life', means: 'a process starts or stops' },
  { shape: 'log', means: 'the log of a partition' },
  { shape: 'message', means: 'a message leaves or arrives' },
]

const lines: readonly { name: string; means: string }[] = [
  { name: 'explorer-life is-running', means: 'a process runs' },
  { name: 'explorer-life is-frozen', means: 'a process is frozen' },
  { name: 'explorer-track is-held', means: 'it holds the marked records, unfinished' },
  { name: 'explorer-track is-log', means: 'the log has the marked records' },
  {
    name: 'explorer-track is-committed',
    means: 'the committed offset says that they are done',
  },
]

const messages: readonly { name: string; means: string }[] = [
  { name: 'is-request', means: 'a request' },
  { name: 'is-answer', means: 'its answer' },
  { name: 'is-request is-late', means: 'late: sent before something that arrived earlier' },
]

/** Behind a summary, for who needs it. */
export function Legend() {
  return (
    <details class="explorer-legend">
      <summary>How to read this</summary>
      <p>
        Time runs downwards. Each line is a consumer or a part of the cluster, each row one step.
        Steps that concern a lost or repeated record are marked. Keys: ↑ ↓ step, Page Up and Page
        Down ten steps, Home and End, n and p the next and the previous marked step.
      </p>
      <ul>
        {signs.map(({ shape, means }) => (
          <li key={shape}>
            <svg width="26" height="18" viewBox="-13 -9 26 18" aria-hidden="true">
              <path class={`explorer-mark is-${shape}`} d={shapePaths[shape]} />
            </svg>
            {means}
          </li>
        ))}
        {lines.map(({ name, means }) => (
          <li key={name}>
            <svg width="26" height="18" viewBox="-13 -9 26 18" aria-hidden="true">
              <line class={name} x1="0" x2="0" y1="-9" y2="9" />
            </svg>
            {means}
          </li>
        ))}
        {messages.map(({ name, means }) => (
          <li key={name}>
            <svg width="26" height="18" viewBox="-13 -9 26 18" aria-hidden="true">
              <g class={`explorer-message ${name}`}>
                <line x1="-12" x2="12" y1="0" y2="0" />
              </g>
            </svg>
            {means}
          </li>
        ))}
        <li>
          <svg width="26" height="18" viewBox="-13 -9 26 18" aria-hidden="true">
            <path class="explorer-cross" d={shapePaths.fault} />
          </svg>
          a message is lost
        </li>
      </ul>
    </details>
  )
}
