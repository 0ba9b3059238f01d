/**
 * Whether a broker may speak for a partition to a client with this view of it.
 *
 * Behaviour: the client's leader epoch (-1: not checked) is compared first. An older one is
 * FENCED_LEADER_EPOCH, a newer one UNKNOWN_LEADER_EPOCH. Only then does a broker that does not
 * lead answer NOT_LEADER_OR_FOLLOWER.
 *
 * Left out: a broker that has not heard of an election yet: all brokers learn of it at once, so
 * UNKNOWN_LEADER_EPOCH needs a client that is wrong.
 *
 * Source: reference A.12; `Partition.localLogWithEpochOrThrow`, `checkCurrentLeaderEpoch`.
 */
import type { KafkaErrorCode } from '../errors.ts'
import type { PartitionLog } from './partition-log.ts'

/** NONE, or why the broker does not answer for the partition. */
export function leaderError(
  log: PartitionLog | undefined,
  broker: number,
  currentLeaderEpoch: number,
): KafkaErrorCode {
  if (log === undefined) return 'UNKNOWN_TOPIC_OR_PARTITION'
  if (currentLeaderEpoch >= 0) {
    if (currentLeaderEpoch < log.leaderEpoch) return 'FENCED_LEADER_EPOCH'
    if (currentLeaderEpoch > log.leaderEpoch) return 'UNKNOWN_LEADER_EPOCH'
  }
  return log.leader === broker ? 'NONE' : 'NOT_LEADER_OR_FOLLOWER'
}
