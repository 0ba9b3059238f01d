/** Reads the selected events once; whoever combines events reports later ones, too. */
import type { HistoryEvent } from '../../model/history.ts'
import type { Line } from './line.ts'

/** What was reported so far. */
export interface Reader {
  readonly events: readonly HistoryEvent[]
  readonly reported: boolean[]
  /** The event whose line is being made, and, by event, the one whose line tells it. */
  at: number
  readonly toldAt: number[]
  /** Lines that stand for several events, to be reported in the place of a later one. */
  readonly pending: Map<number, () => Line>
  /** Records whose effect was reported, as `topic-partition@offset`. */
  readonly effects: Set<string>
}

/** Starts at the first event. */
export function readerOf(events: readonly HistoryEvent[]): Reader {
  const reported = events.map(() => false)
  return { events, reported, at: 0, toldAt: [], pending: new Map(), effects: new Set() }
}

/** Notes that the event is told by the line that is being made, or by that of another event. */
export function report(reader: Reader, event: number, toldAt = reader.at): void {
  reader.reported[event] = true
  reader.toldAt[event] = toldAt
}

/** A member at work on a partition. */
export interface Acting {
  readonly topic: string
  readonly partition: number
  readonly member: string
}

/** Whether the event is of the same partition. */
export function samePlace(event: HistoryEvent, place: Omit<Acting, 'member'>): boolean {
  return 'topic' in event && event.topic === place.topic && event.partition === place.partition
}

/** Whether the member's work on the place may be reported as if this were elsewhere. */
export function isApart(event: HistoryEvent, acting: Acting): boolean {
  return !samePlace(event, acting) && !('member' in event && event.member === acting.member)
}

const works: ReadonlySet<HistoryEvent['kind']> = new Set([
  'polled',
  'processing-started',
  'effect',
  'processing-done',
  'store-saved',
  'transaction-committed',
])

/** Whether this is another member's routine, which changes nothing for this one. */
export function isOthersWork(event: HistoryEvent, acting: Acting): boolean {
  return works.has(event.kind) && 'member' in event && event.member !== acting.member
}

/** The next unreported event of the member, or about the place; -1: there is none. */
export function nextConcerning(reader: Reader, from: number, acting: Acting): number {
  for (let at = from; at < reader.events.length; at += 1) {
    const event = reader.events[at] as HistoryEvent
    if (reader.reported[at] !== true && !isApart(event, acting) && !isOthersWork(event, acting))
      return at
  }
  return -1
}

/** Whether others work on the same partition between two events. */
export function othersBetween(reader: Reader, from: number, to: number, acting: Acting): boolean {
  for (let at = from + 1; at < to; at += 1) {
    const event = reader.events[at] as HistoryEvent
    if (samePlace(event, acting) && isOthersWork(event, acting)) return true
  }
  return false
}
