/**
 * The sticky assignors (`sticky`, `cooperative-sticky`).
 *
 * Behaviour: balanced (no two members differ by more than one partition) and sticky (a member keeps
 * what it has as far as balance allows). What a member has is, cooperative, what it owns while it
 * joins; `sticky`, under the eager protocol, goes by the last assignment that the member was told,
 * although it has given all of it up. There a partition that moves is handed out at once.
 * Cooperative, it is given to nobody in this round: its owner sees that it is missing, revokes it
 * and joins again, and the next round hands it out.
 * Left out: racks; with different subscriptions the balance is greedy, not the best there is.
 * Source: KIP-54, KIP-429; `AbstractStickyAssignor.constrainedAssign`, `StickyAssignor.memberData`,
 * `CooperativeStickyAssignor`.
 */
import type { MemberAssignment } from '../../network/client-requests.ts'
import type { TopicPartition } from '../../topic-partition.ts'
import { type AssignorMember, emptyShares, type Share } from './members.ts'
import { findOwners } from './owners.ts'

/** Members and partitions are in Kafka's order. */
export function assignSticky(
  members: readonly AssignorMember[],
  partitions: readonly TopicPartition[],
): MemberAssignment[] {
  return assign(members, partitions, false)
}

/** The same; what moves is held back. */
export function assignCooperativeSticky(
  members: readonly AssignorMember[],
  partitions: readonly TopicPartition[],
): MemberAssignment[] {
  return assign(members, partitions, true)
}

function assign(
  members: readonly AssignorMember[],
  partitions: readonly TopicPartition[],
  cooperative: boolean,
): MemberAssignment[] {
  const shares = emptyShares(members)
  if (members.length === 0) return shares
  const owners = findOwners(members, partitions)
  const load = members.map(() => 0)
  const kept = keepOwned(
    load,
    partitions.length,
    owners.map(({ owner }) => owner),
  )
  partitions.forEach((partition, i) => {
    const ownership = owners[i]
    if (ownership === undefined) return
    const taker = kept[i] ? ownership.owner : leastLoaded(members, load, partition.topic)
    if (taker < 0) return
    if (!kept[i]) load[taker] = (load[taker] ?? 0) + 1
    const moves = ownership.contested || (ownership.owner >= 0 && ownership.owner !== taker)
    if (!moves || !cooperative) give(shares, taker, partition)
  })
  return shares
}

/**
 * Which partitions stay with their owners: as many as an even share has for everybody, and one more
 * for as many members as the partitions are over.
 */
function keepOwned(load: number[], partitions: number, owners: readonly number[]): boolean[] {
  const quota = Math.floor(partitions / load.length)
  const owned = load.map((_, member) => owners.filter((owner) => owner === member).length)
  let larger = partitions % load.length
  const limits = owned.map((count) => {
    if (count <= quota || larger === 0) return quota
    larger--
    return quota + 1
  })
  return owners.map((owner) => {
    if (owner < 0 || (load[owner] ?? 0) >= (limits[owner] ?? 0)) return false
    load[owner] = (load[owner] ?? 0) + 1
    return true
  })
}

function leastLoaded(
  members: readonly AssignorMember[],
  load: readonly number[],
  topic: string,
): number {
  let best = -1
  members.forEach(({ metadata }, i) => {
    if (!metadata.topics.includes(topic)) return
    if (best < 0 || (load[i] ?? 0) < (load[best] ?? 0)) best = i
  })
  return best
}

function give(shares: readonly Share[], taker: number, partition: TopicPartition): void {
  shares[taker]?.partitions.push(partition)
}
