/** The events of a counterexample without those that no telling of it could need. */
import type { HistoryEvent } from '../../model/history.ts'
import type { Counterexample } from '../../search/verdicts/verdict.ts'

/** Work on a partition; who holds it is membership, and stays. */
const work: ReadonlySet<HistoryEvent['kind']> = new Set([
  'produced',
  'deleted-below',
  'truncated-to',
  'position',
  'polled',
  'processing-started',
  'processing-done',
  'processing-failed',
  'processing-skipped',
  'handed-on',
  'effect',
  'commit-requested',
  'commit-applied',
  'commit-refused',
  'commit-acknowledged',
  'commit-unknown',
  'committed-offset-lost',
  'store-saved',
])

/** Whether events of that kind are work on a partition, which matters only to who looks at it. */
export function isWork(kind: HistoryEvent['kind']): boolean {
  return work.has(kind)
}

const placeOf = (place: { topic: string | null; partition: number }): string =>
  `${place.topic}-${place.partition}`

/** Keeps only some events; the numbers that the witnesses name move along. */
export function withEvents(
  counterexample: Counterexample,
  keeps: (event: HistoryEvent) => boolean,
): Counterexample {
  const { witnesses, events } = counterexample
  // How many of the events up to each one are kept.
  const counts: number[] = []
  const kept = events.filter((event) => {
    const keep = keeps(event)
    counts.push((counts.at(-1) ?? 0) + (keep ? 1 : 0))
    return keep
  })
  const movedTo = (at: number) => Math.max(0, (counts[at] ?? kept.length) - 1)
  const moved = witnesses.map(({ since, ...witness }) => {
    const event = since === undefined ? undefined : events[since.at]
    const stays = since !== undefined && event !== undefined && keeps(event)
    const alsoSince = stays ? { since: { ...since, at: movedTo(since.at) } } : {}
    return { ...witness, at: movedTo(witness.at), ...alsoSince }
  })
  return { ...counterexample, witnesses: moved, events: kept }
}

/** Leaves out the work on partitions that no witness names. */
export function trimCounterexample(counterexample: Counterexample): Counterexample {
  const { witnesses, events } = counterexample
  const places = new Set(witnesses.filter(({ topic }) => topic !== null).map(placeOf))
  // Without a partition in any witness, all of them may matter.
  if (places.size === 0) return counterexample
  const ends = new Set(witnesses.flatMap(({ at, since }) => [events[at], events[since?.at ?? -1]]))
  return withEvents(
    counterexample,
    (event) =>
      !('topic' in event) || !work.has(event.kind) || places.has(placeOf(event)) || ends.has(event),
  )
}
