/**
 * Whether a run without faults breaks a property because its group was still starting: a member
 * joined while another already worked, and what that one had been handed was handed out again.
 * A rebalance is ordinary life, and repeats are its price; a consumer that repeats records with
 * nobody joining is another matter.
 */
import type { HistoryEvent } from '../../model/history.ts'
import type { Witness } from '../../properties/frame/witness.ts'

/** Events by which more happened than that the group started. */
const more: ReadonlySet<HistoryEvent['kind']> = new Set([
  'fault',
  'stopping',
  'stopped',
  'died',
  'given-up',
  'thread-ended',
  'consumer-crashed',
])

/** Whether it is so for the first of the witnesses; the events are those up to the last. */
export function isRebalanceAtStart(
  events: readonly HistoryEvent[],
  witnesses: readonly Witness[],
): boolean {
  const [witness] = witnesses
  if (witness === undefined || events.some(({ kind }) => more.has(kind))) return false
  const handedOut = placesOf(events, witness)
  const [first] = handedOut
  const last = handedOut.at(-1)
  if (first === undefined || last === undefined) return false
  const before = events.slice(0, first).flatMap(generationOf)
  const between = events.slice(first, last).flatMap(generationOf)
  return between.some((generation) => generation > Math.max(0, ...before))
}

function generationOf(event: HistoryEvent): readonly number[] {
  return event.kind === 'joined' ? [event.generation] : []
}

/** The numbers of the events that handed out a record of the witness. */
function placesOf(
  events: readonly HistoryEvent[],
  { topic, partition, offsets }: Witness,
): readonly number[] {
  return events.flatMap((event, at) => {
    if (event.kind !== 'polled' || event.topic !== topic || event.partition !== partition) return []
    return event.offsets.some((offset) => offsets.includes(offset)) ? [at] : []
  })
}
