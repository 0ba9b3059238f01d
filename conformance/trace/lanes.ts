/**
 * A member's events as they are compared: in two lanes, each in its order.
 *
 * *What the application does and is told* is one lane. *What becomes of commits that nobody waits
 * for* (commitAsync, auto-commit) is the other: the model's history has an outcome when the answer
 * arrives, the application hears of it in its next call of the client. So an outcome may come in
 * the model earlier than it was seen, never later; and of a process that has ended the model may
 * know outcomes that were never heard of: nothing of a killed one runs any more, and close() does
 * not run callbacks of commits that were answered before (`ConsumerCoordinator.close`).
 *
 * Where several partitions are told of at once, the order between them is that of some hash table:
 * both sides are sorted by partition.
 */
import type { Seen, Trace, TraceEvent } from './trace.ts'

/** One lane of one member. */
export interface Lanes {
  readonly main: readonly Expected[]
  readonly outcomes: readonly string[]
  readonly outcomesAt: readonly number[]
  /** By the place behind a row that may come again (`fold.ts`): where it begins. */
  readonly mainRows: ReadonlyMap<number, number>
  readonly outcomeRows: ReadonlyMap<number, number>
  /** Whether outcomes beyond those that were seen may have been there: it ended too soon. */
  readonly mayMiss: boolean
}

export interface Expected {
  readonly event: Seen
  readonly key: string
  /** So many outcomes were heard of before. */
  readonly outcomes: number
  /** So many events of the main lanes of others came before. */
  readonly after: readonly (readonly [member: string, count: number])[]
  /** Its place among all that was told, as far as that is known. */
  readonly at: number
}

/** Whether the event tells what became of a commit that nobody waits for. */
export function isOutcome(event: Seen): boolean {
  if (event.kind !== 'commit-acknowledged' && event.kind !== 'commit-failed') return false
  return event.source === 'async' || event.source === 'auto'
}

/** A text that is the same for events that are the same. */
export function keyOf(event: Seen): string {
  const parts: string[] = [event.kind]
  if ('source' in event) parts.push(event.source)
  if ('partition' in event) parts.push(`p${event.partition}`)
  if ('offset' in event) parts.push(`@${event.offset}`)
  if ('offsets' in event) parts.push(`@${event.offsets.join()}`)
  if ('error' in event) parts.push(event.error)
  return parts.join(' ')
}

/** Sorts by partition what was told of several partitions at once. */
export function inOrder<E extends Seen>(events: readonly E[]): E[] {
  const sorted: E[] = []
  let group: E[] = []
  const flush = () => {
    sorted.push(...group.sort((a, b) => partitionOf(a) - partitionOf(b)))
    group = []
  }
  for (const event of events) {
    if (!goesWith(group, event)) flush()
    group.push(event)
  }
  flush()
  return sorted
}

const together: ReadonlySet<string> = new Set([
  ...['assigned', 'revoked', 'lost', 'polled', 'sought', 'store-saved'],
  ...['commit-requested', 'commit-acknowledged', 'commit-failed'],
])

function goesWith(group: readonly Seen[], event: Seen): boolean {
  const [first] = group
  if (first === undefined) return true
  if (first.kind !== event.kind || !together.has(event.kind)) return false
  if (commitOf(first) !== commitOf(event)) return false
  return group.every((other) => partitionOf(other) !== partitionOf(event))
}

function commitOf(event: Seen): number {
  return 'commit' in event ? (event.commit ?? -1) : -1
}

function partitionOf(event: Seen): number {
  return 'partition' in event ? event.partition : -1
}

/** The lanes of every member, by name. */
export function lanesOf({
  members,
  order = '',
}: Pick<Trace, 'members' | 'order'>): ReadonlyMap<string, Lanes> {
  const places = placesIn(order)
  const lanes = new Map<string, Lanes>()
  for (const [name, events] of Object.entries(members)) {
    lanes.set(name, lanesOfMember(events, places.get(name) ?? [], members))
  }
  return lanes
}

/** The place of each member's events among all. */
function placesIn(order: string): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>()
  let at = 0
  for (const [, name = '', times] of order.matchAll(/(\D+)(\d+) ?/g)) {
    const own = places.get(name) ?? []
    places.set(name, own)
    for (let i = 0; i < Number(times); i++) own.push(at++)
  }
  return places
}

function lanesOfMember(
  events: readonly TraceEvent[],
  places: readonly number[],
  members: Readonly<Record<string, readonly TraceEvent[]>>,
): Lanes {
  const main: Expected[] = []
  const mainRows = new Map<number, number>()
  const outcomeRows = new Map<number, number>()
  const seen = inOrder(events.filter((event) => isOutcome(event)))
  const outcomesAt: number[] = []
  const placeOf = new Map(events.map((event, i) => [event, places[i] ?? 0]))
  let outcomes = 0
  let waiting: TraceEvent[] = []
  const flush = () => {
    for (const event of inOrder(waiting)) {
      const after = Object.entries(event.after ?? {}).map(
        ([member, count]) => [member, mainCount(members[member] ?? [], count)] as const,
      )
      main.push({ event, key: keyOf(event), outcomes, after, at: placeOf.get(event) ?? 0 })
    }
    noteRow(mainRows, main.length, waiting)
    waiting = []
  }
  for (const event of events) {
    if (!isOutcome(event)) {
      waiting.push(event)
      continue
    }
    flush()
    outcomesAt.push(placeOf.get(event) ?? 0)
    outcomes++
    const row = outcomeRows.get(outcomes - 1)
    if (event.repeats === undefined) continue
    outcomeRows.delete(outcomes - 1)
    outcomeRows.set(outcomes, row ?? outcomes - 1)
  }
  flush()
  const last = events.at(-1)?.kind
  const mayMiss = last === 'killed' || last === 'died' || last === 'stopped'
  return { main, outcomes: seen.map(keyOf), outcomesAt, mainRows, outcomeRows, mayMiss }
}

/** A row is what is told last of these, which end at that place of their lane. */
function noteRow(rows: Map<number, number>, end: number, events: readonly TraceEvent[]): void {
  const before = events.findLastIndex(({ repeats }) => repeats === undefined) + 1
  if (before < events.length) rows.set(end, end - (events.length - before))
}

function mainCount(events: readonly TraceEvent[], count: number): number {
  return events.slice(0, count).filter((event) => !isOutcome(event)).length
}
