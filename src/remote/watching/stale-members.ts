/**
 * Members that nobody is any more: a client that was told that it is unknown joins under a new id,
 * and what is left of the old one keeps its partitions until its session ends.
 */
import type { SessionEnds } from '../../model/group/deadlines.ts'
import type { Group } from '../../model/group/group.ts'

/** So long nothing is heard of them; who lives has a heartbeat every three seconds, as a rule. */
const silentMs = 4000

/** Their member ids: of a process that has joined again since, and silent. */
export function staleMembers(
  group: Group | null,
  sessionEnds: SessionEnds,
  now: number,
): readonly string[] {
  const { members } = group ?? { members: [] }
  return members.flatMap(({ clientId, memberId, sessionTimeoutMs }, at) => {
    if (!members.slice(at + 1).some((later) => later.clientId === clientId)) return []
    const end = sessionEnds.get(memberId)
    return end !== undefined && now - (end - sessionTimeoutMs) >= silentMs ? [memberId] : []
  })
}
