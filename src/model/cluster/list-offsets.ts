/**
 * ListOffsets (API key 2).
 *
 * Behaviour: `earliest` is the log start, `latest` the high watermark (`read_committed`: the last
 * stable offset). Right after an election, while the high watermark is below the start of the new
 * epoch, `latest` is OFFSET_NOT_AVAILABLE, so that it never goes back; `earliest` is answered.
 *
 * Left out: looking up an offset by timestamp.
 *
 * Source: reference A.9; KIP-207; `Partition.fetchOffsetForTimestamp`.
 */
import { defined } from '../assert.ts'
import type { KafkaErrorCode } from '../errors.ts'
import type { ListOffsetsEntry } from '../network/client-requests.ts'
import type { ListedOffset } from '../network/client-responses.ts'
import type { RequestOf, ResponseOf } from '../network/requests.ts'
import type { Rule } from '../network/rule.ts'
import type { Cluster } from './cluster.ts'
import { leaderError } from './leader-error.ts'
import { findPartition } from './partition-log.ts'
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
  const answer = (error: KafkaErrorCode, offset: number, leaderEpoch: number): ListedOffset => {
    return { topic, partition, error, offset, leaderEpoch }
  }
  const log = findPartition(cluster, topic, partition)
  const error = leaderError(log, broker, entry.leaderEpoch)
  if (log === undefined || error !== 'NONE') return answer(error, -1, -1)
  const earliest = defined(log.epochs[0], 'a log has an epoch')
  if (at === 'earliest') return answer('NONE', log.logStart, earliest.epoch)
  const current = defined(log.epochs.at(-1), 'a log has an epoch')
  if (log.highWatermark < current.startOffset) return answer('OFFSET_NOT_AVAILABLE', -1, -1)
  return answer('NONE', readableEnd(log, isolation), log.leaderEpoch)
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
