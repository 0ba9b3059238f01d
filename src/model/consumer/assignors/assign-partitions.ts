/** The assignment that the leader of a group computes, by the name of the group's protocol. */
import type { MemberAssignment } from '../../network/client-requests.ts'
import type { Settings } from '../../settings.ts'
import type { TopicPartition } from '../../topic-partition.ts'
import { type AssignorMember, sortMembers, sortPartitions } from './members.ts'
import { assignRange } from './range.ts'
import { assignRoundRobin } from './roundrobin.ts'
import { assignCooperativeSticky, assignSticky } from './sticky.ts'

/** One entry per member, in Kafka's order of members; `partitions` in any order. */
export function assignPartitions(
  name: Settings['partition.assignment.strategy'],
  members: readonly AssignorMember[],
  partitions: readonly TopicPartition[],
): MemberAssignment[] {
  const sortedMembers = sortMembers(members)
  const sortedPartitions = sortPartitions(partitions)
  switch (name) {
    case 'range':
      return assignRange(sortedMembers, sortedPartitions)
    case 'roundrobin':
      return assignRoundRobin(sortedMembers, sortedPartitions)
    case 'sticky':
      return assignSticky(sortedMembers, sortedPartitions)
    case 'cooperative-sticky':
      return assignCooperativeSticky(sortedMembers, sortedPartitions)
    default:
      return name satisfies never
  }
}
