/** The topics of which the history tells every record: the group under test is owed them. */
import type { Cluster } from './cluster.ts'

/** Whether the topic is one of them. */
export function isTold({ topic, otherTopics }: Cluster, name: string): boolean {
  return name === topic || otherTopics.includes(name)
}
