/**
 * Retries that all failed alike. A program that commits again as soon as a commit has failed does
 * so ten thousand times while a broker restarts, and how often is a matter of milliseconds: such a
 * row is told once, and marked. A history of the model may have it any number of times, from one on.
 */
import { keyOf } from './lanes.ts'
import type { Trace, TraceEvent } from './trace.ts'

/** Shorter rows are told as they came. */
const rowMin = 10

/** The trace with each long row told once. */
export function foldRetries(trace: Trace): Trace {
  const folded = Object.entries(trace.members).map(
    ([name, events]) => [name, foldedEvents(events)] as const,
  )
  if (folded.every(([name, { kept }]) => kept.length === trace.members[name]?.length)) return trace
  const countOf = new Map(folded.map(([name, { indexes }]) => [name, indexes]))
  const members = folded.map(([name, { kept }]) => {
    return [name, kept.map((event) => withAfter(event, countOf))] as const
  })
  const order = members.length === 1 ? members.map(([name, { length }]) => `${name}${length}`) : []
  return { ...trace, members: Object.fromEntries(members), order: order.join() }
}

interface Folded {
  readonly kept: readonly TraceEvent[]
  /** By how many events there were before: how many of them are kept. */
  readonly indexes: readonly number[]
}

function foldedEvents(events: readonly TraceEvent[]): Folded {
  const kept: TraceEvent[] = []
  const indexes = [0]
  for (let at = 0; at < events.length; ) {
    const length = attemptAt(events, at)
    let times = 1
    while (length > 0 && isSame(events, at, at + times * length, length)) times++
    const isRow = times >= rowMin
    const end = isRow ? at + times * length : at + 1
    for (let i = at; i < end; i++) {
      const event = events[i] as TraceEvent
      if (!isRow) kept.push(event)
      else if (i < at + length) kept.push({ ...event, repeats: true })
      indexes.push(kept.length)
    }
    at = end
  }
  return { kept, indexes }
}

/** How many events tell of one commit that is asked for and fails, from there on; 0: none. */
function attemptAt(events: readonly TraceEvent[], start: number): number {
  const count = (from: number, kind: TraceEvent['kind']) => {
    let end = from
    while (events[end]?.kind === kind) end++
    return end - from
  }
  const asked = count(start, 'commit-requested')
  const failed = count(start + asked, 'commit-failed')
  return asked > 0 && asked === failed ? asked + failed : 0
}

function isSame(events: readonly TraceEvent[], a: number, b: number, length: number): boolean {
  for (let i = 0; i < length; i++) {
    const [one, other] = [events[a + i], events[b + i]]
    if (one === undefined || other === undefined || keyOf(one) !== keyOf(other)) return false
  }
  return true
}

function withAfter(event: TraceEvent, countOf: ReadonlyMap<string, readonly number[]>): TraceEvent {
  if (event.after === undefined) return event
  const after = Object.entries(event.after).map(
    ([name, count]) => [name, countOf.get(name)?.[count] ?? count] as const,
  )
  return { ...event, after: Object.fromEntries(after) }
}
