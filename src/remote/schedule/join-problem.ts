/** A process that never joins a group is no consumer, or cannot reach its brokers. */
import type { WatchedCluster } from '../watching/watched-cluster.ts'
import { isLate } from './on-its-way.ts'
import type { RemoteProgram } from './plan.ts'
import type { Supervisor } from './supervisor.ts'

/** Why nobody waits for it any longer; null: there is time, or all have joined. */
export function joinProblem(
  { command, limits }: RemoteProgram,
  cluster: WatchedCluster,
  { living }: Supervisor,
): string | null {
  const now = cluster.elapsedMs()
  const silent = living.find((one) => isLate(one, now, limits))
  if (silent === undefined || cluster.group?.isStable === true) return null
  const seconds = Math.round(limits.joinMs / 1000)
  const lines = silent.child.lastLines(10).join('\n')
  return `${command[0]} has joined no group within ${seconds} s; it printed:\n${lines}`
}
