/**
 * OffsetsForLeaderEpoch (API key 23): where did the log of an epoch end?
 *
 * Behaviour: the current epoch ends at the log end; an older one where the next higher epoch
 * began, and the answer names the highest epoch not above the one asked for. An epoch older than
 * all that is left ends where the log's first epoch begins; one above all is undefined (-1, -1).
 * A client whose position lies beyond the answer has read what an election has since truncated.
 *
 * Left out: nothing that a consumer sees.
 *
 * Source: reference A.12 (KIP-320); `LeaderEpochFileCache.endOffsetFor`.
 */
import { defined } from '../assert.ts'
import type { KafkaErrorCode } from '../errors.ts'
import type { RequestOf, ResponseOf } from '../network/requests.ts'
import type { Rule } from '../network/rule.ts'
import type { Cluster } from './cluster.ts'
import { leaderError } from './leader-error.ts'
import { findPartition, type PartitionLog } from './partition-log.ts'

/** Answers at once. */
export function offsetsForLeaderEpoch(
  cluster: Cluster,
  broker: number,
  request: RequestOf<'OffsetsForLeaderEpoch'>,
): ResponseOf<'OffsetsForLeaderEpoch'> {
  const { topic, partition } = request.partition
  const log = findPartition(cluster, topic, partition)
  const error = leaderError(log, broker, request.currentLeaderEpoch)
  if (log === undefined || error !== 'NONE') return answer(error, -1, -1)
  return endOfEpoch(log, request.leaderEpoch)
}

function endOfEpoch(log: PartitionLog, epoch: number): ResponseOf<'OffsetsForLeaderEpoch'> {
  if (epoch < 0) return answer('NONE', -1, -1)
  if (epoch === log.leaderEpoch) return answer('NONE', epoch, log.logEnd)
  const next = log.epochs.findIndex((entry) => entry.epoch > epoch)
  if (next < 0) return answer('NONE', -1, -1)
  const end = defined(log.epochs[next], 'found just now').startOffset
  return answer('NONE', log.epochs[next - 1]?.epoch ?? epoch, end)
}

function answer(
  error: KafkaErrorCode,
  leaderEpoch: number,
  endOffset: number,
): ResponseOf<'OffsetsForLeaderEpoch'> {
  return { api: 'OffsetsForLeaderEpoch', error, leaderEpoch, endOffset }
}

/** The rule of OffsetsForLeaderEpoch. */
export const offsetsForLeaderEpochRule: Rule<'OffsetsForLeaderEpoch'> = {
  api: 'OffsetsForLeaderEpoch',
  key: 23,
  coordinator: 'none',
  changes: 'nothing',
  refuse: (_request, error) => answer(error, -1, -1),
  handle: (cluster, _ports, broker, request) => offsetsForLeaderEpoch(cluster, broker, request),
  count: 'answers',
}
