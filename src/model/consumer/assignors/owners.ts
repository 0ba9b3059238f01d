/**
 * Who owns what, as far as the members' claims can be believed.
 *
 * Behaviour: of two members that claim a partition, the one of the later generation owns it; if
 * both are of the same generation, neither does, and nobody may be given it before both have let go
 * of it (`contested`).
 * Left out: racks.
 * Source: KIP-429, KIP-792; `AbstractStickyAssignor.allSubscriptionsEqual`.
 */
import type { TopicPartition } from '../../topic-partition.ts'
import { type AssignorMember, samePartition } from './members.ts'

/** The owner of one partition. */
export interface Ownership {
  /** Index of the member that owns it; -1: nobody. */
  owner: number
  /** Two members of the same generation claim it. */
  contested: boolean
}

/** One entry per partition, in the order given. */
export function findOwners(
  members: readonly AssignorMember[],
  partitions: readonly TopicPartition[],
): Ownership[] {
  return partitions.map((partition) => {
    let latest = Number.NEGATIVE_INFINITY
    const ownership: Ownership = { owner: -1, contested: false }
    members.forEach(({ metadata }, index) => {
      if (!claims(metadata.owned, partition) || !metadata.topics.includes(partition.topic)) return
      if (metadata.generation > latest) {
        latest = metadata.generation
        ownership.owner = index
        ownership.contested = false
      } else if (metadata.generation === latest) {
        ownership.owner = -1
        ownership.contested = true
      }
    })
    return ownership
  })
}

function claims(owned: readonly TopicPartition[], partition: TopicPartition): boolean {
  return owned.some((one) => samePartition(one, partition))
}
