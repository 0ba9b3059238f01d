/** Who is not in the group. */
import type { WatchedCluster } from '../watching/watched-cluster.ts'
import type { Member } from './supervisor.ts'

/** Who was in the group and lives on outside of it does nothing, and nobody notices. */
export function tellDead({ group, world }: WatchedCluster, living: readonly Member[]): void {
  const joined = new Set(group?.members)
  for (const { instance, joinedAt } of living) {
    const { name: member } = instance
    if (joinedAt === null || joined.has(member)) continue
    const about = { time: world.now, member, generation: -1, consumer: 0, restart: false }
    world.emit({ kind: 'consumer-crashed', ...about, error: 'having left its group' })
  }
}
