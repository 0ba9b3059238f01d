/**
 * What a broker finds when it reads one partition for a Fetch.
 *
 * Behaviour: first the leader epoch, then the leader, then the offset. Below the log start or
 * above the log end is OFFSET_OUT_OF_RANGE; between the high watermark (`read_committed`: the last
 * stable offset) and the log end there is nothing, which is not an error.
 *
 * What comes from clients has limits in bytes: a partition is cut at the smaller of its own and of
 * what the answer has room for, the first one that has records never to nothing.
 *
 * Left out: the exact sizes (what a batch and its records take besides keys and values is counted
 * roughly, and what the cluster made by itself as if it were empty); fetching from followers; the
 * divergence that a replica with `lastFetchedEpoch` would be told; the list of aborted
 * transactions (aborted records are marked one by one instead).
 *
 * Source: reference A.9, A.12; `Partition.fetchRecords`, `LocalLog.read`.
 */
import type { KafkaErrorCode } from '../errors.ts'
import type { FetchEntry } from '../network/client-requests.ts'
import type { FetchedPartition } from '../network/client-responses.ts'
import type { FetchedRecord, RecordPayload } from '../network/records.ts'
import type { RequestOf } from '../network/requests.ts'
import type { Cluster } from './cluster.ts'
import { leaderError } from './leader-error.ts'
import {
  findPartition,
  indexAtOrAbove,
  type LogRecord,
  type PartitionLog,
} from './partition-log.ts'

type Isolation = RequestOf<'Fetch'>['isolation']

const noRecords: readonly FetchedRecord[] = []

/** Whether there is a record or an error to answer with. Allocates nothing. */
export function isReadable(
  cluster: Cluster,
  broker: number,
  entry: FetchEntry,
  isolation: Isolation,
): boolean {
  const log = findPartition(cluster, entry.topic, entry.partition)
  if (log === undefined || readError(log, broker, entry) !== 'NONE') return true
  const first = log.records.at(indexAtOrAbove(log, entry.offset))
  return first !== undefined && first.offset < readableEnd(log, isolation)
}

/** How much more an answer takes. */
export interface Room {
  bytes: number
  /** Whether there is a record in it. */
  isUsed: boolean
}

/** What a record takes besides its key and value, and its part of a batch, roughly. */
const overheadBytes = 70

/** So many bytes, roughly, in an answer. */
export function sizeOf(content: Pick<RecordPayload, 'key' | 'value'> | null): number {
  return overheadBytes + (content?.key?.length ?? 0) + (content?.value?.length ?? 0)
}

/** The partition's part of a Fetch response; takes what it needs of the room. */
export function readPartition(
  cluster: Cluster,
  broker: number,
  entry: FetchEntry,
  isolation: Isolation,
  room: Room | null = null,
): FetchedPartition {
  const log = findPartition(cluster, entry.topic, entry.partition)
  const error = readError(log, broker, entry)
  const readable = log !== undefined && error === 'NONE'
  return {
    topic: entry.topic,
    partition: entry.partition,
    error,
    fetchOffset: entry.offset,
    records: readable ? readRecords(log, entry, isolation, room) : noRecords,
    highWatermark: readable ? log.highWatermark : -1,
    lastStableOffset: readable ? log.lastStableOffset : -1,
    logStart: readable ? log.logStart : -1,
  }
}

function readError(
  log: PartitionLog | undefined,
  broker: number,
  entry: FetchEntry,
): KafkaErrorCode {
  const error = leaderError(log, broker, entry.currentLeaderEpoch)
  if (log === undefined || error !== 'NONE') return error
  const outOfRange = entry.offset < log.logStart || entry.offset > log.logEnd
  return outOfRange ? 'OFFSET_OUT_OF_RANGE' : 'NONE'
}

function readRecords(
  log: PartitionLog,
  { offset, maxBytes }: FetchEntry,
  isolation: Isolation,
  room: Room | null,
): readonly LogRecord[] {
  const from = indexAtOrAbove(log, offset)
  const to = indexAtOrAbove(log, readableEnd(log, isolation))
  if (from >= to) return noRecords
  if (maxBytes === undefined || room === null) return log.records.slice(from, to)
  return readWithin(log, from, to, Math.min(maxBytes, room.bytes), room)
}

function readWithin(
  { records }: PartitionLog,
  from: number,
  to: number,
  maxBytes: number,
  room: Room,
): readonly LogRecord[] {
  const read: LogRecord[] = []
  for (let i = from, bytes = 0; i < to; i++) {
    const record = records.at(i) as LogRecord
    const size = sizeOf(record.payload)
    bytes += size
    if (bytes > maxBytes && room.isUsed) break
    read.push(record)
    room.isUsed = true
    room.bytes -= size
  }
  return read
}

/** The offset below which a consumer may read. */
export function readableEnd(log: PartitionLog, isolation: Isolation): number {
  return isolation === 'read_committed' ? log.lastStableOffset : log.highWatermark
}
