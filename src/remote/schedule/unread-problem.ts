/** A run in which nobody has read anything says nothing. */
import type { HistoryEvent } from '../../model/history.ts'
import type { GroupView } from '../watching/watched-cluster.ts'
import type { RemoteProgram } from './plan.ts'

/** Why nobody has read the topic; null: somebody has. */
export function unreadProblem(
  events: readonly HistoryEvent[],
  { topic, upstream }: RemoteProgram,
  group: GroupView | null,
): string | null {
  if (events.some((event) => event.kind === 'polled' && event.topic === topic)) return null
  const topics = (group?.topics ?? []).filter((one) => one !== topic).join(', ')
  if (topics === '') return `nobody has read anything from topic ${topic}`
  const advice =
    upstream === null
      ? '--topic says what it reads'
      : 'each run has a topic of its own, whose name is in KAFKA_TOPIC and {topic}'
  return `the group reads ${topics}, and nothing of topic ${topic}: ${advice}`
}
