/**
 * The round-robin assignor (`roundrobin`).
 *
 * Behaviour: the partitions of all topics are dealt one by one to the members in turn; a member
 * that is not subscribed to a topic is passed over.
 * Left out: nothing.
 * Source: `org.apache.kafka.clients.consumer.RoundRobinAssignor`.
 */
import type { MemberAssignment } from '../../network/client-requests.ts'
import type { TopicPartition } from '../../topic-partition.ts'
import { type AssignorMember, emptyShares } from './members.ts'

/** Members and partitions are in Kafka's order. */
export function assignRoundRobin(
  members: readonly AssignorMember[],
  partitions: readonly TopicPartition[],
): MemberAssignment[] {
  const shares = emptyShares(members)
  let turn = 0
  for (const partition of partitions) {
    for (let passed = 0; passed < members.length; passed++) {
      const at = turn
      turn = (turn + 1) % members.length
      if (!members[at]?.metadata.topics.includes(partition.topic)) continue
      shares[at]?.partitions.push(partition)
      break
    }
  }
  return shares
}
