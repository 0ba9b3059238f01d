/** The line of the user's code that a story is about. */
import type { EventKind, HistoryEvent } from '../../model/history.ts'
import type { SourcePlace } from './review.ts'

/** The likeliest mistakes first: what was said to be done, then what failed, then work. */
const kinds: readonly (readonly EventKind[])[] = [
  ['commit-requested', 'resolved'],
  ['died', 'consumer-crashed', 'processing-skipped'],
  ['processing-started'],
]

/** The last line of the first of these kinds that the events name; null: they name none. */
export function toldPlace(events: readonly HistoryEvent[]): SourcePlace | null {
  for (const some of kinds) {
    for (const event of events.toReversed()) {
      const place = some.includes(event.kind) ? placeIn(event) : null
      if (place !== null) return place
    }
  }
  return null
}

/** Outside of the working directory nothing can be pointed at. */
function placeIn(event: HistoryEvent): SourcePlace | null {
  const line = 'line' in event ? (event.line ?? '') : ''
  const [, file = '', number] = /^(?![/\\]|[A-Za-z]:)(.+):(\d+)$/.exec(line) ?? []
  return number === undefined ? null : { file, line: Number(number) }
}
