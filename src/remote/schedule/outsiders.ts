/** Who is not in the group, or reads something else than it was to read. */
import type { HistoryEvent } from '../../model/history.ts'
import type { WatchedCluster } from '../watching/watched-cluster.ts'
import type { Member } from './supervisor.ts'

/** Who was in the group and lives on outside of it does nothing, and nobody notices. */
export function tellDead({ group, world }: WatchedCluster, living: readonly Member[]): void {
  const joined = new Set(group?.members.map(({ clientId }) => clientId))
  for (const { instance, hasJoined } of living) {
    const { name: member } = instance
    if (!hasJoined || joined.has(member)) continue
    const about = { time: world.now, member, generation: -1, consumer: 0, restart: false }
    world.emit({ kind: 'consumer-crashed', ...about, error: 'having left its group' })
  }
}

/** Why nothing can be said of a run in which nobody has read the topic; null: somebody has. */
export function whyUnread(
  { group }: WatchedCluster,
  topic: string,
  events: readonly HistoryEvent[],
): string | null {
  if (events.some((event) => event.kind === 'polled' && event.topic === topic)) return null
  const members = group?.members ?? []
  const read = members.flatMap(({ protocols }) => protocols.flatMap((one) => one.metadata.topics))
  const topics = [...new Set(read)].filter((one) => one !== topic).join(', ')
  return topics === ''
    ? `nobody has read anything from topic ${topic}`
    : `the group reads ${topics}, and nothing of topic ${topic}: --topic says what it reads`
}
