/** How long a process that was started is waited for: a virtual machine starts for seconds. */
import type { RemoteLimits } from './plan.ts'
import type { Member } from './supervisor.ts'

/** So long a commit is waited for when all is done: longer than an auto-commit takes. */
const commitsWithinMs = 8000

/** The limits of a group that has work left, or waits for its commits only. */
export function limitsWhen(hasWork: boolean, limits: RemoteLimits): RemoteLimits {
  if (hasWork) return limits
  return { ...limits, patienceMs: Math.min(limits.patienceMs, commitsWithinMs) }
}

/** Whether it had time enough to join the group, and has not. */
export function isLate(member: Member, now: number, limits: RemoteLimits): boolean {
  return member.joinedAt === null && now - member.startedAt >= limits.joinMs
}

/** Whether something is still to be expected of it. */
export function isOnItsWay(member: Member, now: number, limits: RemoteLimits): boolean {
  if (member.joinedAt === null) return !isLate(member, now, limits)
  // The others hear of it by a heartbeat.
  return now - member.joinedAt < limits.patienceMs
}
