/**
 * ListOffsets (API key 2).
 *
 * Behaviour: `earliest` is the log start, `latest` the high watermark (`read_committed`: the last
 * stable offset). Right after an election, while the high watermark is below the start of the new
 * epoch, `latest` is OFFSET_NOT_AVAILABLE, so that it never goes back; `earliest` is answered.
 * By time it is the first record that is not older, markers included, if it is below that end; if
 * there is none, -1, or OFFSET_NOT_AVAILABLE where `latest` would be.
 * The record with the largest timestamp, the first of several, is looked for in the whole log, also
 * beyond the end and among what DeleteRecords hides; what is found beyond the end is -1 as above.
 *
 * Left out: tiered storage.
 *
 * Source: reference A.9; KIP-207; `Partition.fetchOffsetForTimestamp`,
 * `ReplicaManager.fetchOffset`, `LogSegment.findOffsetByTimestamp`,
 * `UnifiedLog.fetchOffsetByTimestamp`.
 */
import { defined } from '../assert.ts'
import type { KafkaErrorCode } from '../errors.ts'
import type { ListOffsetsEntry } from '../network/client-requests.ts'
import type { ListedOffset } from '../network/client-responses.ts'
import type { RequestOf, ResponseOf } from '../network/requests.ts'
import type { Rule } from '../network/rule.ts'
import type { Cluster } from './cluster.ts'
import { leaderError } from './leader-error.ts'
import { findPartition, type LogRecord, type PartitionLog, youngest } from './partition-log.ts'
import { readableEnd } from './read-partition.ts'

/** Answers at once. */
export function listOffsets(
  cluster: Cluster,
  broker: number,
  { isolation, partitions }: RequestOf<'ListOffsets'>,
): ResponseOf<'ListOffsets'> {
  const found = partitions.map((entry) => listOffset(cluster, broker, entry, isolation))
  return { api: 'ListOffsets', error: 'NONE', partitions: found }
}

function listOffset(
  cluster: Cluster,
  broker: number,
  entry: ListOffsetsEntry,
  isolation: RequestOf<'ListOffsets'>['isolation'],
): ListedOffset {
  const { topic, partition, at } = entry
  const answer = (
    error: KafkaErrorCode,
    offset: number,
    leaderEpoch: number,
    timestamp = -1,
  ): ListedOffset => ({ topic, partition, error, offset, timestamp, leaderEpoch })
  const log = findPartition(cluster, topic, partition)
  const error = leaderError(log, broker, entry.leaderEpoch)
  if (log === undefined || error !== 'NONE') return answer(error, -1, -1)
  const earliest = defined(log.epochs[0], 'a log has an epoch')
  if (at === 'earliest') return answer('NONE', log.logStart, earliest.epoch)
  const end = readableEnd(log, isolation)
  if (at !== 'latest') {
    const record = at === 'max-timestamp' ? youngest(log) : firstSince(log, at)
    if (record !== undefined && record.offset < end) {
      return answer('NONE', record.offset, record.leaderEpoch, record.timestamp)
    }
  }
  const current = defined(log.epochs.at(-1), 'a log has an epoch')
  if (log.highWatermark < current.startOffset) return answer('OFFSET_NOT_AVAILABLE', -1, -1)
  return at === 'latest' ? answer('NONE', end, log.leaderEpoch) : answer('NONE', -1, -1)
}

function firstSince({ records }: PartitionLog, time: number): LogRecord | undefined {
  for (const record of records) if (record.timestamp >= time) return record
  return undefined
}

/** The rule of ListOffsets. */
export const listOffsetsRule: Rule<'ListOffsets'> = {
  api: 'ListOffsets',
  key: 2,
  coordinator: 'none',
  changes: 'nothing',
  refuse: (_request, error) => ({ api: 'ListOffsets', error, partitions: [] }),
  handle: (cluster, _ports, broker, request) => listOffsets(cluster, broker, request),
  count: ({ partitions }) => partitions,
}
