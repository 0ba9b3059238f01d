/**
 * DeleteRecords (API key 21).
 *
 * Behaviour: the log start moves up to the offset (-1: the high watermark), and is the answer. An
 * offset below it already changes nothing. Beyond the high watermark, or negative, is
 * OFFSET_OUT_OF_RANGE. An open transaction whose records go stays open, and holds the last stable
 * offset at the log start.
 *
 * Left out: topics that are compacted (POLICY_VIOLATION); the wait for the followers, whose log
 * starts move at once.
 *
 * Source: reference C.10; `ReplicaManager.deleteRecordsOnLocalLog`,
 * `Partition.deleteRecordsOnLeader`, `UnifiedLog.maybeIncrementLogStartOffset`.
 */
import type { KafkaErrorCode } from '../errors.ts'
import type { Rule } from '../network/rule.ts'
import type { TopicPartition, TopicPartitionOffset } from '../topic-partition.ts'
import type { Cluster, Ports } from './cluster.ts'
import { leaderError } from './leader-error.ts'
import { findPartition, type PartitionLog, youngest } from './partition-log.ts'
import { deleteBelow } from './retention.ts'

/** What became of one partition. */
export interface DeletedPartition extends TopicPartition {
  readonly error: KafkaErrorCode
  /** -1 with an error. */
  readonly logStart: number
}

declare module '../network/requests.ts' {
  interface WireOnlyApis {
    DeleteRecords: {
      request: {
        readonly api: 'DeleteRecords'
        /** What is below the offset goes; -1: all that is replicated. */
        readonly partitions: readonly TopicPartitionOffset[]
      }
      response: {
        readonly api: 'DeleteRecords'
        readonly error: KafkaErrorCode
        /** In the order of the request. */
        readonly partitions: readonly DeletedPartition[]
      }
    }
  }
}

const allReplicated = -1

function deleteFrom(
  cluster: Cluster,
  ports: Ports,
  broker: number,
  { topic, partition, offset: asked }: TopicPartitionOffset,
): DeletedPartition {
  const refused = (error: KafkaErrorCode) => ({ topic, partition, error, logStart: -1 })
  const log = findPartition(cluster, topic, partition)
  const error = leaderError(log, broker, -1)
  if (log === undefined || error !== 'NONE') return refused(error)
  const offset = asked === allReplicated ? log.highWatermark : asked
  if (offset < 0 || offset > log.highWatermark) return refused('OFFSET_OUT_OF_RANGE')
  hideBelow(log, offset)
  deleteBelow(cluster, ports, log, offset)
  return { topic, partition, error, logStart: log.logStart }
}

/** The segment with the records is there, and the youngest of them is still found by its time. */
function hideBelow(log: PartitionLog, offset: number): void {
  const found = youngest(log, offset)
  if (found !== undefined) log.youngestHidden = found
}

/** The rule of DeleteRecords. */
export const deleteRecordsRule: Rule<'DeleteRecords'> = {
  api: 'DeleteRecords',
  key: 21,
  coordinator: 'none',
  changes: 'anything',
  refuse: (_request, error) => ({ api: 'DeleteRecords', error, partitions: [] }),
  handle: (cluster, ports, broker, { partitions }) => ({
    api: 'DeleteRecords',
    error: 'NONE',
    partitions: partitions.map((entry) => deleteFrom(cluster, ports, broker, entry)),
  }),
  count: ({ partitions }) => partitions,
}
