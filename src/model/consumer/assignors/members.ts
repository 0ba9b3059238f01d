/** What the assignors share: the members in Kafka's order, and partitions in Kafka's order. */

import { sorted } from '../../lists.ts'
import type { MemberAssignment, SubscriptionMetadata } from '../../network/client-requests.ts'
import type { TopicPartition } from '../../topic-partition.ts'

/** A member as the leader learns of it in its JoinGroup answer. */
export interface AssignorMember {
  readonly memberId: string
  readonly groupInstanceId: string | null
  readonly metadata: SubscriptionMetadata
}

/** An assignment under construction. */
export interface Share extends MemberAssignment {
  readonly partitions: TopicPartition[]
}

/** Static members first, by instance id; then dynamic ones, by member id (`MemberInfo`). */
export function sortMembers(members: readonly AssignorMember[]): AssignorMember[] {
  return sorted(members, compareMembers)
}

function compareMembers(a: AssignorMember, b: AssignorMember): number {
  if (a.groupInstanceId === null && b.groupInstanceId === null) {
    return compare(a.memberId, b.memberId)
  }
  if (a.groupInstanceId === null) return 1
  if (b.groupInstanceId === null) return -1
  return compare(a.groupInstanceId, b.groupInstanceId)
}

/** By topic, then by number; plain topic-partitions, whatever else was known of them. */
export function sortPartitions(partitions: readonly TopicPartition[]): TopicPartition[] {
  const plain = partitions.map(({ topic, partition }) => ({ topic, partition }))
  return sorted(plain, comparePartitions)
}

function comparePartitions(a: TopicPartition, b: TopicPartition): number {
  return compare(a.topic, b.topic) || a.partition - b.partition
}

/** Whether two topic-partitions are the same. */
export function samePartition(a: TopicPartition, b: TopicPartition): boolean {
  return a.partition === b.partition && a.topic === b.topic
}

/** Nothing for everybody, in the members' order. */
export function emptyShares(members: readonly AssignorMember[]): Share[] {
  return members.map(({ memberId }) => ({ memberId, partitions: [] }))
}

/** By UTF-16 units, as Java compares strings: no locale. */
export function compare(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
