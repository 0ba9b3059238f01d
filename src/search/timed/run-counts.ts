/**
 * Counts what a timed run shows while it goes on: nothing of the history is saved but, for each
 * record of the run, when it was produced, how often it took effect and to whom it was delivered
 * last.
 */
import type { EventOf, HistoryEvent } from '../../model/history.ts'
import { addLag, createLagHistogram, type LagHistogram } from './lag-histogram.ts'

/** What is known of the records of one partition, by offset. */
interface PartitionRecords {
  readonly producedAt: number[]
  readonly effects: number[]
  readonly deliveredTo: (string | undefined)[]
}

export interface RunCounts {
  readonly partitions: PartitionRecords[]
  /** Counters below move only while this is true. */
  counting: boolean
  /** Records that took effect for the first time. */
  firsts: number
  /** Effects beyond the first of their record. */
  repeated: number
  commits: number
  polls: number
  polled: number
  readonly lags: LagHistogram
  /** Records that are produced and had no effect yet. */
  backlog: number
  /** The most of it from `quietFrom` (virtual milliseconds) until the first fault. */
  backlogMax: number
  readonly quietFrom: number
  /** When the last fault was injected, in virtual milliseconds; infinite: none has. */
  injectedAt: number
  /** The group was itself again; null: it is not yet. */
  recoveredAt: number | null
  worstLagMs: number
  /** Partitions in which something that was produced since the fault took effect. */
  readonly fresh: Set<number>
  /** Effects of transactions that are undecided. */
  readonly undecided: Map<number, EventOf<'effect'>[]>
  /** Distinguish one request or one poll from the next: their events come in a row. */
  commit: number
  poll: string
}

/**
 * No counts yet, for a topic with `count` partitions, whose group has found its pace at
 * `quietFrom`.
 */
export function createRunCounts(count: number, quietFrom: number): RunCounts {
  const partitions: PartitionRecords[] = []
  for (let i = 0; i < count; i++) partitions.push({ producedAt: [], effects: [], deliveredTo: [] })
  return {
    partitions,
    counting: false,
    firsts: 0,
    repeated: 0,
    commits: 0,
    polls: 0,
    polled: 0,
    lags: createLagHistogram(),
    backlog: 0,
    backlogMax: 0,
    quietFrom,
    injectedAt: Number.POSITIVE_INFINITY,
    recoveredAt: null,
    worstLagMs: 0,
    fresh: new Set(),
    undecided: new Map(),
    commit: -1,
    poll: '',
  }
}

/** Takes the next event of the run. */
export function countEvent(counts: RunCounts, event: HistoryEvent): void {
  switch (event.kind) {
    case 'produced':
      return produced(counts, event)
    case 'polled':
      return polled(counts, event)
    case 'effect':
      if (event.transaction === null) return effect(counts, event, event.time)
      return undecided(counts, event.transaction, event)
    case 'transaction-committed':
      for (const one of counts.undecided.get(event.transaction) ?? []) {
        effect(counts, one, event.time)
      }
      counts.undecided.delete(event.transaction)
      return
    case 'transaction-aborted':
      counts.undecided.delete(event.transaction)
      return
    case 'commit-requested':
      if (event.commit === counts.commit) return
      counts.commit = event.commit
      if (counts.counting) counts.commits++
      return
    default:
      return
  }
}

/** A fault was injected: the group is itself again when it has shown so from now on. */
export function faultInjected(counts: RunCounts, time: number): void {
  if (counts.injectedAt === Number.POSITIVE_INFINITY) counts.worstLagMs = 0
  counts.injectedAt = time
  counts.recoveredAt = null
  counts.fresh.clear()
}

function produced(counts: RunCounts, { partition, offset, time }: EventOf<'produced'>): void {
  const records = counts.partitions[partition]
  if (records === undefined) return
  records.producedAt[offset] = time
  counts.backlog++
  if (time < counts.quietFrom || counts.injectedAt !== Number.POSITIVE_INFINITY) return
  counts.backlogMax = Math.max(counts.backlogMax, counts.backlog)
}

function polled(counts: RunCounts, { partition, offsets, member, time }: EventOf<'polled'>): void {
  const deliveredTo = counts.partitions[partition]?.deliveredTo
  if (deliveredTo === undefined) return
  for (const offset of offsets) deliveredTo[offset] = member
  if (!counts.counting) return
  counts.polled += offsets.length
  const poll = `${member} ${time}`
  if (poll !== counts.poll) counts.polls++
  counts.poll = poll
}

function undecided(counts: RunCounts, transaction: number, event: EventOf<'effect'>): void {
  const effects = counts.undecided.get(transaction)
  if (effects === undefined) counts.undecided.set(transaction, [event])
  else effects.push(event)
}

function effect(counts: RunCounts, { partition, offset }: EventOf<'effect'>, time: number): void {
  const records = counts.partitions[partition]
  if (records === undefined) return
  const before = records.effects[offset] ?? 0
  records.effects[offset] = before + 1
  if (before > 0) {
    if (counts.counting) counts.repeated++
    return
  }
  const producedAt = records.producedAt[offset] ?? time
  counts.backlog--
  counts.worstLagMs = Math.max(counts.worstLagMs, time - producedAt)
  if (producedAt > counts.injectedAt) counts.fresh.add(partition)
  if (isItselfAgain(counts)) counts.recoveredAt = time
  if (!counts.counting) return
  counts.firsts++
  addLag(counts.lags, time - producedAt)
}

/** Every partition has gone on to what came after the fault, and no more is left than before it. */
function isItselfAgain(counts: RunCounts): boolean {
  if (counts.recoveredAt !== null || counts.fresh.size < counts.partitions.length) return false
  return counts.backlog <= counts.backlogMax
}
