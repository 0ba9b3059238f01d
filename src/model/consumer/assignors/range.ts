/**
 * The range assignor (`range`).
 *
 * Behaviour: topic by topic, each subscribed member gets a run of consecutive partitions; the first
 * members get one more when they do not divide evenly.
 * Left out: racks, and keeping co-partitioned topics together where their sizes differ.
 * Source: `org.apache.kafka.clients.consumer.RangeAssignor`.
 */
import type { MemberAssignment } from '../../network/client-requests.ts'
import type { TopicPartition } from '../../topic-partition.ts'
import { type AssignorMember, emptyShares } from './members.ts'

/** Members and partitions are in Kafka's order. */
export function assignRange(
  members: readonly AssignorMember[],
  partitions: readonly TopicPartition[],
): MemberAssignment[] {
  const shares = emptyShares(members)
  for (let start = 0; start < partitions.length; ) {
    const topic = partitions[start]?.topic ?? ''
    let end = start
    while (partitions[end]?.topic === topic) end++
    const takers = shares.filter((_, i) => members[i]?.metadata.topics.includes(topic))
    const each = Math.floor((end - start) / takers.length)
    const extra = (end - start) % takers.length
    let next = start
    takers.forEach((share, i) => {
      const upTo = next + each + (i < extra ? 1 : 0)
      share.partitions.push(...partitions.slice(next, upTo))
      next = upTo
    })
    start = end
  }
  return shares
}
