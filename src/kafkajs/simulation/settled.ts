/**
 * Whether the coordinator is done with a group: it waits for nobody, and hears from every member.
 *
 * A member that never sends its SyncGroup (its process gave up a join whose answer was lost, and
 * knows nothing of the member id) is removed when the sync phase ends, one that has fallen silent
 * when its session does; only then does another one get its partitions. What such a group has
 * not committed yet is not left for good.
 *
 * Source: reference A.7.2, A.7.4; kafkajs 2.2.4 `consumer/runner.js`: heartbeats come between
 * fetches, which wait for five seconds at most unless the service says otherwise.
 */
import type { SessionEnds } from '../../model/group/deadlines.ts'
import { findGroup, type Group } from '../../model/group/group.ts'
import { groupId } from '../../model/scenario.ts'
import type { Simulation } from './simulation.ts'

/** Nobody's session is so short that it matters, and nobody who lives is silent for so long. */
const silentMs = 11_000

/** When the group was last seen unsettled, or of another generation; looks at it now, too. */
export function lastUnsettledAt(simulation: Simulation): number {
  const { world, sessionEnds, settling } = simulation
  const group = findGroup(world.cluster.groups, groupId)
  const generation = group?.generation ?? 0
  if (generation !== settling.generation || !isSettled(group, sessionEnds, world.now)) {
    settling.generation = generation
    settling.unsettledAt = world.now
  }
  return settling.unsettledAt
}

/** Whether nothing but a member that lives could change who owns what. */
export function isSettled(group: Group | null, sessionEnds: SessionEnds, now: number): boolean {
  if (group === null) return true
  if (group.status === 'PreparingRebalance' || group.pendingSync.length > 0) return false
  return group.members.every(({ memberId, sessionTimeoutMs }) => {
    const end = sessionEnds.get(memberId) ?? now + sessionTimeoutMs
    const silent = now - (end - sessionTimeoutMs)
    return silent < Math.max(silentMs, sessionTimeoutMs / 2)
  })
}
