/** What a member is assigned: partitions to the model, to its members the bytes that came in. */
import type { TopicPartition } from '../model/topic-partition.ts'
import { decodeAssignment } from '../wire/consumer-protocol.ts'
import { MalformedRequest } from '../wire/malformed-request.ts'

type WireAssignment = readonly TopicPartition[] & { readonly bytes: Buffer }

const nothing = Buffer.alloc(0)

/** The partitions that an assignment names; none, if its bytes hold something else. */
export function partitionsOf(bytes: Buffer): TopicPartition[] {
  if (bytes.length === 0) return []
  try {
    return decodeAssignment(bytes).topics.flatMap(({ topic, partitions }) =>
      partitions.map((partition) => ({ topic, partition })),
    )
  } catch (error) {
    if (error instanceof MalformedRequest) return []
    throw error
  }
}

/** The partitions, which know the bytes that they came in. */
export function assignmentOf(bytes: Buffer): readonly TopicPartition[] {
  const assignment: WireAssignment = Object.assign(partitionsOf(bytes), { bytes })
  return assignment
}

/** Exactly what the leader sent for the member; nothing, if it sent nothing. */
export function assignmentBytes(assignment: readonly TopicPartition[]): Buffer {
  return 'bytes' in assignment ? (assignment as WireAssignment).bytes : nothing
}
