/** Which events of a counterexample a reader needs. */
import type { HistoryEvent } from '../model/history.ts'
import type { Counterexample } from '../search/verdict.ts'

interface Focus {
  /** Null: the witness names no partition, so that every partition may matter. */
  readonly partitions: ReadonlySet<string> | null
  readonly transactions: ReadonlySet<number>
  /** Records of the witnesses, as `topic/partition/offset`. */
  readonly records: ReadonlySet<string>
  /** Whether it matters when records were produced: somebody skipped to the end of the log. */
  readonly productionMatters: boolean
  readonly firstGeneration: number
  /** `member/generation` pairs that were assigned a partition of interest. */
  readonly assignees: ReadonlySet<string>
}

const placeKey = (place: { topic: string; partition: number }): string =>
  `${place.topic}/${place.partition}`

function inFocus(event: HistoryEvent, partitions: ReadonlySet<string> | null): boolean {
  return partitions === null || ('topic' in event && partitions.has(placeKey(event)))
}

function focusOf(counterexample: Counterexample): Focus {
  const { witnesses, events } = counterexample
  const everywhere = witnesses.some((witness) => witness.topic === null)
  const partitions = new Set<string>()
  const records = new Set<string>()
  for (const { topic, partition, offsets } of witnesses) {
    if (topic === null) continue
    partitions.add(placeKey({ topic, partition }))
    for (const offset of offsets) records.add(`${topic}/${partition}/${offset}`)
  }
  const focused = everywhere ? null : partitions
  const near = events.filter((event) => inFocus(event, focused))
  const transactions = near.flatMap((event) =>
    'transaction' in event && event.transaction !== null ? [event.transaction] : [],
  )
  const assigned = near.filter((event) => event.kind === 'assigned')
  const joined = events.filter((event) => event.kind === 'joined')
  return {
    partitions: focused,
    transactions: new Set(transactions),
    records,
    productionMatters: near.some((event) => event.kind === 'position' && event.reason === 'latest'),
    firstGeneration: Math.min(...joined.map((event) => event.generation)),
    assignees: new Set(assigned.map((event) => `${event.member}/${event.generation}`)),
  }
}

function matters(event: HistoryEvent, index: number, focus: Focus): boolean {
  switch (event.kind) {
    case 'started':
      return event.replaces !== null
    case 'joined':
      // The assignment that follows says it too; the first generation is how every run begins.
      return (
        event.generation > focus.firstGeneration &&
        !focus.assignees.has(`${event.member}/${event.generation}`)
      )
    case 'produced':
      return focus.productionMatters && focus.records.has(`${placeKey(event)}/${event.offset}`)
    case 'transaction-begun':
    case 'transaction-committed':
    case 'transaction-aborted':
      return focus.transactions.has(event.transaction)
    case 'ended':
      return !event.drained
    case 'calm':
      return index > 0
    default:
      return 'topic' in event ? inFocus(event, focus.partitions) : true
  }
}

/** The events to tell: those of the witnesses' partitions, membership, faults, the calm. */
export function selectEvents(counterexample: Counterexample): readonly HistoryEvent[] {
  const focus = focusOf(counterexample)
  const selected = counterexample.events.filter((event, index) => matters(event, index, focus))
  // The calm is worth a line only when something of interest happens in it.
  const last = selected.at(-1)
  return last?.kind === 'calm' ? selected.slice(0, -1) : selected
}
