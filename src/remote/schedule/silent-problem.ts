/** A run in which a process has not even asked to join a group says nothing. */
import type { WatchedCluster } from '../watching/watched-cluster.ts'
import type { RemoteProgram } from './plan.ts'
import type { Member } from './supervisor.ts'

/** Which one has not, when it has had the time; null: there is none, or it is not late. */
export function silentProblem(
  { limits, command }: RemoteProgram,
  cluster: WatchedCluster,
  all: readonly Member[],
): string | null {
  if (cluster.elapsedMs() < limits.joinMs) return null
  const silent = all.find(({ hasJoined }) => !hasJoined)
  if (silent === undefined || cluster.group?.isStable === true) return null
  const seconds = Math.round(limits.joinMs / 1000)
  const lines = silent.child.lastLines(10).join('\n')
  return `${command[0]} has joined no group within ${seconds} s; it printed:\n${lines}`
}
