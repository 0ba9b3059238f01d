/**
 * One partition of a topic: its log, its leader and its replicas.
 *
 * Behaviour: a log runs from `logStart` to `logEnd`; consumers read below the high watermark, and
 * with `read_committed` below the last stable offset, which an open transaction of a producer
 * holds back. Offsets are not dense: markers of transactions take one, and compaction leaves gaps.
 * Every leader epoch is remembered with the offset at which it began.
 *
 * Left out: segments and batches; several replicas' logs (there is one log, and what a replica
 * lacks is told when it is elected); a replica that falls out of the in-sync set and stays out;
 * brokers without a replica of the partition.
 *
 * Source: reference A.2.4, A.9, A.12; `UnifiedLog`, `LeaderEpochFileCache` of apache/kafka.
 */
import type { FetchedRecord } from '../network/records.ts'
import type { OpenTransaction, ProducerBatch, Verification } from './producer-state.ts'

/** A record in a log. It never changes, so a fetch hands out the very object. */
export type LogRecord = FetchedRecord

/**
 * Records in the order of their offsets: an array, or what keeps them in less room. What `at` and
 * `slice` give stays as it is, whatever becomes of the log.
 */
export interface Records extends Iterable<LogRecord> {
  readonly length: number
  /** `index` is not negative. */
  at(index: number): LogRecord | undefined
  push(record: LogRecord): unknown
  slice(from?: number, to?: number): LogRecord[]
  /** Takes the first ones out, or the last ones; or puts a record in the place of one. */
  splice(from: number, count: number, ...instead: LogRecord[]): unknown
}

/** The offset at which a leader epoch began to write. */
export interface EpochStart {
  readonly epoch: number
  readonly startOffset: number
}

/** A transaction of a producer upstream that has not ended; its first offset is its name. */
export interface UpstreamTransaction {
  readonly firstOffset: number
  readonly aborted: boolean
}

/** What is known of a record that was hidden. */
export type Youngest = Pick<LogRecord, 'offset' | 'leaderEpoch' | 'timestamp'>

export interface PartitionLog {
  readonly topic: string
  readonly partition: number
  /** The broker that leads. */
  leader: number
  leaderEpoch: number
  /** Brokers, preferred leader first. */
  readonly replicas: readonly number[]
  /** Brokers whose copy is complete. */
  inSync: readonly number[]
  /** Ascending; the last one is the current epoch. */
  readonly epochs: EpochStart[]
  logStart: number
  highWatermark: number
  /** The last records that the leader alone has: those of `acks=1` and less, for a while. */
  unreplicated: number
  lastStableOffset: number
  /** The offset that the next record gets, unless a gap comes first. */
  logEnd: number
  /** Offsets that compaction has removed, opened before the next record is written. */
  gapBeforeNext: number
  /** Data records ever written: numbers the keys, also across a truncation. */
  recordsWritten: number
  readonly records: Records
  /** Of the records that DeleteRecords hid, and whose segment is there; absent: it hid none. */
  youngestHidden?: Youngest
  /** In the order of their first offsets. */
  readonly upstream: UpstreamTransaction[]
  /** Open transactions of applications' producers, in the order of their first offsets. */
  readonly transactions: OpenTransaction[]
  /** What idempotent producers wrote, in the order of the offsets. */
  readonly batches: ProducerBatch[]
  /** Transactions of which the leader has asked whether they go on, and nothing is written yet. */
  readonly verifications: Verification[]
}

/** An empty partition; every broker has a replica, and the leaders go round. */
export function createPartition(
  topic: string,
  partition: number,
  brokers: number,
  records: Records = [],
): PartitionLog {
  const replicas: number[] = []
  for (let i = 0; i < brokers; i++) replicas.push((partition + i) % brokers)
  return {
    topic,
    partition,
    leader: partition % brokers,
    leaderEpoch: 0,
    replicas,
    inSync: replicas,
    epochs: [{ epoch: 0, startOffset: 0 }],
    logStart: 0,
    highWatermark: 0,
    unreplicated: 0,
    lastStableOffset: 0,
    logEnd: 0,
    gapBeforeNext: 0,
    recordsWritten: 0,
    records,
    upstream: [],
    transactions: [],
    batches: [],
    verifications: [],
  }
}

/** The partition's log, if there is such a partition. */
export function findPartition(
  cluster: { readonly partitions: readonly PartitionLog[] },
  topic: string,
  partition: number,
): PartitionLog | undefined {
  for (const log of cluster.partitions) {
    if (log.partition === partition && log.topic === topic) return log
  }
  return undefined
}

/** The index of the first record at or above the offset; the number of records if there is none. */
export function indexAtOrAbove({ records, logEnd }: PartitionLog, offset: number): number {
  let high = records.length
  // Not more records can follow than offsets; where there is no gap, it is that one.
  let low = Math.min(high, Math.max(0, high - (logEnd - offset)))
  if (low < high && (records.at(low) as LogRecord).offset >= offset) return low
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((records.at(middle) as LogRecord).offset < offset) low = middle + 1
    else high = middle
  }
  return low
}

/** The first record with the largest timestamp, of the hidden ones and those below the offset. */
export function youngest(
  { records, youngestHidden }: PartitionLog,
  below = Number.POSITIVE_INFINITY,
): Youngest | undefined {
  let found = youngestHidden
  for (const record of records) {
    if (record.offset >= below) break
    if (found === undefined || record.timestamp > found.timestamp) found = record
  }
  return found
}

/** Sets the last stable offset anew; to be called whenever what it follows from has changed. */
export function updateLastStableOffset(log: PartitionLog): void {
  let unstable = log.highWatermark
  const upstream = log.upstream[0]
  if (upstream !== undefined && upstream.firstOffset < unstable) unstable = upstream.firstOffset
  const open = log.transactions[0]
  if (open !== undefined && open.firstOffset < unstable) unstable = open.firstOffset
  log.lastStableOffset = Math.max(unstable, log.logStart)
}
