/** What a member is assigned, as bytes and as partitions. */
import type { TopicPartition } from '../model/topic-partition.ts'
import { decodeAssignment, encodeAssignment } from '../wire/consumer-protocol.ts'
import { byTopic } from './by-topic.ts'

/** The partitions that a leader's assignment names. */
export function partitionsOf(assignment: Buffer): TopicPartition[] {
  if (assignment.length === 0) return []
  return decodeAssignment(assignment).topics.flatMap(({ topic, partitions }) =>
    partitions.map((partition) => ({ topic, partition })),
  )
}

/** The partitions as a leader would write them. */
export function assignmentOf(partitions: readonly TopicPartition[]): Buffer {
  return encodeAssignment(byTopic(partitions))
}
