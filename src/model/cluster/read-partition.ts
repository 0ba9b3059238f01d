/**
 * What a broker finds when it reads one partition for a Fetch.
 *
 * Behaviour: first the leader epoch, then the leader, then the offset. Below the log start or
 * above the log end is OFFSET_OUT_OF_RANGE; between the high watermark (`read_committed`: the last
 * stable offset) and the log end there is nothing, which is not an error.
 *
 * Left out: sizes in bytes (everything readable is returned); fetching from followers; the
 * divergence that a replica with `lastFetchedEpoch` would be told; the list of aborted
 * transactions (aborted records are marked one by one instead).
 *
 * Source: reference A.9, A.12; `Partition.fetchRecords`, `LocalLog.read`.
 */
import type { KafkaErrorCode } from '../errors.ts'
import type { FetchEntry } from '../network/client-requests.ts'
import type { FetchedPartition } from '../network/client-responses.ts'
import type { FetchedRecord } from '../network/records.ts'
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
  const first = log.records[indexAtOrAbove(log, entry.offset)]
  return first !== undefined && first.offset < readableEnd(log, isolation)
}

/** The partition's part of a Fetch response. */
export function readPartition(
  cluster: Cluster,
  broker: number,
  entry: FetchEntry,
  isolation: Isolation,
): FetchedPartition {
  const log = findPartition(cluster, entry.topic, entry.partition)
  const error = readError(log, broker, entry)
  const readable = log !== undefined && error === 'NONE'
  return {
    topic: entry.topic,
    partition: entry.partition,
    error,
    fetchOffset: entry.offset,
    records: readable ? readRecords(log, entry.offset, isolation) : noRecords,
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
  offset: number,
  isolation: Isolation,
): readonly LogRecord[] {
  const from = indexAtOrAbove(log, offset)
  const to = indexAtOrAbove(log, readableEnd(log, isolation))
  return from < to ? log.records.slice(from, to) : noRecords
}

/** The offset below which a consumer may read. */
export function readableEnd(log: PartitionLog, isolation: Isolation): number {
  return isolation === 'read_committed' ? log.lastStableOffset : log.highWatermark
}
