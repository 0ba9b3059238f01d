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
  request: RequestOf<'ListOffsets'>,
): ResponseOf<'ListOffsets'> {
  const { topic, partition } = request.partition
  const log = findPartition(cluster, topic, partition)
  const error = leaderError(log, broker, request.leaderEpoch)
  if (log === undefined || error !== 'NONE') return answer(error, -1, -1)
  const earliest = defined(log.epochs[0], 'a log has an epoch')
  if (request.at === 'earliest') return answer('NONE', log.logStart, earliest.epoch)
  const current = defined(log.epochs.at(-1), 'a log has an epoch')
  if (log.highWatermark < current.startOffset) return answer('OFFSET_NOT_AVAILABLE', -1, -1)
  return answer('NONE', readableEnd(log, request.isolation), log.leaderEpoch)
}

function answer(
  error: KafkaErrorCode,
  offset: number,
  leaderEpoch: number,
): ResponseOf<'ListOffsets'> {
  return { api: 'ListOffsets', error, offset, leaderEpoch }
}

/** The rule of ListOffsets. */
export const listOffsetsRule: Rule<'ListOffsets'> = {
  api: 'ListOffsets',
  key: 2,
  coordinator: 'none',
  changes: 'nothing',
  refuse: (_request, error) => answer(error, -1, -1),
  handle: (cluster, _ports, broker, request) => listOffsets(cluster, broker, request),
  count: 'answers',
}
