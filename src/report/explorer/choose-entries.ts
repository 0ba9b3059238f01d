/** What of a trace the explorer shows: the focused partitions, up to the last witness. */
import type { HistoryEvent } from '../../model/history.ts'
import type { TraceEntry } from '../../model/meter/trace-entry.ts'
import type { Counterexample } from '../../search/verdicts/verdict.ts'
import { focusOf } from '../story/focus.ts'
import { partitionName } from '../story/place.ts'
import { isWork } from '../tables/trim.ts'
import { placesOf } from './message-words.ts'

/** Entries to the last event that the story tells; `places` empty: all partitions matter. */
export function chooseEntries(
  trace: readonly TraceEntry[],
  counterexample: Counterexample,
): readonly TraceEntry[] {
  const focus = focusOf(counterexample)
  const places = new Set<string>()
  for (const { topic, partition } of counterexample.witnesses) {
    if (topic !== null) places.add(partitionName({ topic, partition }))
  }
  const last = counterexample.events[focus.last]
  const end = trace.findIndex((entry) => entry.kind === 'event' && entry.event === last)
  const shown = end < 0 ? trace : trace.slice(0, end + 1)
  const strange = new Set(
    shown.flatMap((entry) => (isElsewhere(entry, places) ? [entry.ticket] : [])),
  )
  return shown.filter((entry) => {
    if (entry.kind === 'event') return isNear(entry.event, places)
    return !strange.has(entry.kind === 'left-behind' ? entry.of : entry.ticket)
  })
}

/** A request that is only about partitions of no interest. */
function isElsewhere(
  entry: TraceEntry,
  places: ReadonlySet<string>,
): entry is Extract<TraceEntry, { kind: 'sent' }> {
  if (entry.kind !== 'sent' || places.size === 0) return false
  const asked = placesOf(entry.request)
  return asked !== null && !asked.some((place) => places.has(partitionName(place)))
}

function isNear(event: HistoryEvent, places: ReadonlySet<string>): boolean {
  if (places.size === 0 || !('topic' in event) || !isWork(event.kind)) return true
  return places.has(partitionName(event))
}
