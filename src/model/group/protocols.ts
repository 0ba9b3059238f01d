/**
 * Which assignor a group uses.
 *
 * Behaviour: a member may join if it is of the group's protocol type and shares one protocol with
 * everybody; each member votes for the
 * first of its protocols that all support, and most votes win.
 * Left out: nothing that a run could show. At a tie the protocol that was voted for first wins,
 * where Kafka's HashMap has no order to speak of.
 * Source: reference A.8, G.1; `ClassicGroup.supportsProtocols`, `selectProtocol`,
 * `ClassicGroupMember.matches`.
 */
import { defined } from '../assert.ts'
import type { MemberProtocol, SubscriptionMetadata } from '../network/client-requests.ts'
import type { TopicPartition } from '../topic-partition.ts'
import { consumerProtocol, type Group, type GroupMember } from './group.ts'

/** Whether a member with these protocols of this type can be in the group. */
export function supportsProtocols(
  group: Group,
  protocolType: string,
  protocols: readonly MemberProtocol[],
): boolean {
  if (group.status === 'Empty') return protocolType !== '' && protocols.length > 0
  if (protocolType !== group.protocolType) return false
  for (const protocol of protocols) {
    if (supportedByAll(group, protocol.name)) return true
  }
  return false
}

/** The protocol with the most votes; the group has a member. */
export function selectProtocol(group: Group): string {
  const names: string[] = []
  const votes: number[] = []
  for (const member of group.members) {
    const vote = voteOf(group, member)
    const at = names.indexOf(vote)
    if (at < 0) {
      names.push(vote)
      votes.push(1)
    } else votes[at] = (votes[at] ?? 0) + 1
  }
  return defined(names[votes.indexOf(Math.max(...votes))], 'a group without members has no vote')
}

/** What a member said about itself for the protocol. */
export function metadataOf(member: GroupMember, protocol: string): SubscriptionMetadata {
  for (const own of member.protocols) if (own.name === protocol) return own.metadata
  return { topics: [], owned: [], generation: -1 }
}

/** The topics that the members of a consumer group ask for; null: it is none. */
export function subscribedTopics(group: Group): readonly string[] | null {
  if (group.protocolType !== consumerProtocol) return null
  const topics = group.members.flatMap((member) => metadataOf(member, group.protocol).topics)
  return topics.filter((topic, i) => topics.indexOf(topic) === i)
}

/** Whether a member joins with exactly what it joined with before. */
export function sameProtocols(
  ours: readonly MemberProtocol[],
  theirs: readonly MemberProtocol[],
): boolean {
  if (ours.length !== theirs.length) return false
  for (let i = 0; i < ours.length; i++) {
    const a = ours[i]
    const b = theirs[i]
    if (a === undefined || b === undefined || a.name !== b.name) return false
    if (!sameMetadata(a.metadata, b.metadata)) return false
  }
  return true
}

function voteOf(group: Group, member: GroupMember): string {
  for (const protocol of member.protocols) {
    if (supportedByAll(group, protocol.name)) return protocol.name
  }
  return defined<string>(null, 'every member shares a protocol with all others')
}

function supportedByAll(group: Group, name: string): boolean {
  for (const member of group.members) {
    let supports = false
    for (const protocol of member.protocols) supports ||= protocol.name === name
    if (!supports) return false
  }
  return true
}

function sameMetadata(a: SubscriptionMetadata, b: SubscriptionMetadata): boolean {
  if (a.generation !== b.generation || a.topics.length !== b.topics.length) return false
  for (let i = 0; i < a.topics.length; i++) if (a.topics[i] !== b.topics[i]) return false
  return samePartitions(a.owned, b.owned) && sameBytes(a.bytes, b.bytes)
}

function sameBytes(a: Uint8Array | undefined, b: Uint8Array | undefined): boolean {
  if (a === undefined || b === undefined) return a === b
  return a.length === b.length && a.every((byte, i) => byte === b[i])
}

function samePartitions(a: readonly TopicPartition[], b: readonly TopicPartition[]): boolean {
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) {
    if (a[i]?.topic !== b[i]?.topic || a[i]?.partition !== b[i]?.partition) return false
  }
  return true
}
