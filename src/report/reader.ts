/** Reads the selected events once; whoever folds takes events further on, told no more. */
import type { EventOf, HistoryEvent } from '../model/history.ts'

/** Where the telling stands. */
export interface Reader {
  readonly events: readonly HistoryEvent[]
  readonly told: boolean[]
  /** Records whose effect was told, as `topic-partition@offset`. */
  readonly effects: Set<string>
}

/** Starts at the first event. */
export function readerOf(events: readonly HistoryEvent[]): Reader {
  return { events, told: events.map(() => false), effects: new Set() }
}

type Placed = { readonly topic: string; readonly partition: number }

/** Whether the event is of the same partition. */
export function samePlace(event: HistoryEvent, place: Placed): boolean {
  return 'topic' in event && event.topic === place.topic && event.partition === place.partition
}

/** Whether a reader may be told of the member's work on the place as if this were elsewhere. */
export function isApart(
  event: HistoryEvent,
  acting: Placed & { readonly member: string },
): boolean {
  return !samePlace(event, acting) && !('member' in event && event.member === acting.member)
}

/** The next event of the member or the place, told or not; -1 when there is none. */
export function nextConcerning(
  reader: Reader,
  from: number,
  acting: Placed & { readonly member: string },
): number {
  for (let at = from; at < reader.events.length; at += 1) {
    if (reader.told[at] !== true && !isApart(reader.events[at] as HistoryEvent, acting)) return at
  }
  return -1
}

/** Whether this is a step of processing the record by that member. */
export function isStep(
  event: HistoryEvent | undefined,
  kind: 'effect' | 'processing-done' | 'processing-started' | 'processing-failed',
  first: EventOf<'processing-started'>,
  offset: number,
): boolean {
  return (
    event?.kind === kind &&
    event.member === first.member &&
    samePlace(event, first) &&
    event.offset === offset
  )
}
