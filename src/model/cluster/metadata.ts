/**
 * Metadata (API key 3).
 *
 * Behaviour: any broker answers with every partition, its leader and its leader epoch. A topic that
 * is asked for by name and that nobody knows is created with `allowAutoTopicCreation`, as brokers
 * do by default, and is there the next time.
 *
 * Left out: brokers that know less than others (a change reaches all of them at once); partitions
 * without a leader; racks and the controller; authorisation.
 *
 * Source: reference C.10; KIP-320 for the epoch; `KafkaApis.handleTopicMetadataRequest`.
 */
import type { TopicsAsked } from '../network/client-requests.ts'
import type { PartitionInfo, TopicInfo } from '../network/client-responses.ts'
import type { ResponseOf } from '../network/requests.ts'
import type { Rule } from '../network/rule.ts'
import type { Cluster } from './cluster.ts'
import { ensureTopic } from './topics.ts'

/** Answers at once. */
export function metadata(
  cluster: Cluster,
  topics: readonly TopicInfo[] = none,
): ResponseOf<'Metadata'> {
  const partitions: PartitionInfo[] = []
  for (const { topic, partition, leader, leaderEpoch } of cluster.partitions) {
    partitions.push({ topic, partition, leader, leaderEpoch })
  }
  const version = cluster.metadataVersion
  return { api: 'Metadata', error: 'NONE', version, partitions, topics }
}

const none: readonly TopicInfo[] = []

/** Topics that are created on the way get as many partitions as `num.partitions` says: one. */
const partitionsByDefault = 1

function describe(cluster: Cluster, asked: TopicsAsked): TopicInfo[] {
  const { topics, allowAutoTopicCreation } = asked
  const names = topics ?? allTopics(cluster)
  return names.map((topic) => {
    const known = cluster.partitions.filter((log) => log.topic === topic)
    if (known.length > 0) {
      const partitions = known.map(({ partition, leader, leaderEpoch, replicas, inSync }) => {
        return { topic, partition, leader, leaderEpoch, replicas, inSync }
      })
      return { topic, error: 'NONE', partitions }
    }
    if (allowAutoTopicCreation) ensureTopic(cluster, topic, partitionsByDefault)
    const error = allowAutoTopicCreation ? 'LEADER_NOT_AVAILABLE' : 'UNKNOWN_TOPIC_OR_PARTITION'
    return { topic, error, partitions: [] }
  })
}

/** In order of creation. */
function allTopics({ partitions }: Cluster): readonly string[] {
  const topics: string[] = []
  for (const { topic } of partitions) if (!topics.includes(topic)) topics.push(topic)
  return topics
}

/** The rule of Metadata, as the model's own client asks for it. */
export const metadataRule: Rule<'Metadata'> = {
  api: 'Metadata',
  key: 3,
  coordinator: 'none',
  // A topic that it creates on the way is created by whoever asks next just as well.
  changes: 'nothing',
  refuse: (_request, error) => {
    return { api: 'Metadata', error, version: -1, partitions: [], topics: none }
  },
  handle: (cluster, _ports, _broker, request) =>
    metadata(cluster, request.describe === null ? none : describe(cluster, request.describe)),
  count: 'answers',
}

/** The same for clients over the wire, who ask again and again: only errors are news. */
export const topicMetadataRule: Rule<'Metadata'> = { ...metadataRule, count: 'errors' }
