/**
 * Losing one's generation.
 *
 * Behaviour: after UNKNOWN_MEMBER_ID, ILLEGAL_GENERATION, a static fence, or an expired poll
 * interval the member has no generation: its partitions are lost, not revoked, commits fail
 * without being sent, and the next poll rejoins. The member id is kept after ILLEGAL_GENERATION.
 * Left out: nothing that a strategy could see.
 * Source: reference A.4, A.6, A.7.1; `AbstractCoordinator.resetStateAndGeneration`.
 */
import type { Instance } from '../instance/instance.ts'
import type { World } from '../world.ts'

/** Resets generation (and member id, if asked) and asks for a rejoin. */
export function loseGeneration(world: World, instance: Instance, forgetMemberId: boolean): void {
  const consumer = instance.consumer
  world.membershipVersion++
  instance.since = world.now
  consumer.generation = -1
  if (forgetMemberId) consumer.memberId = ''
  consumer.orphaned = true
  consumer.membership = 'unjoined'
  consumer.rejoinNeeded = true
  consumer.joinTicket = -1
  consumer.newAssignment = null
  consumer.complete = 0
  consumer.isLeader = false
  if (consumer.partitions.length > 0) {
    consumer.generationLost = true
    if (consumer.prepare !== 2) consumer.prepare = 0
  }
}
