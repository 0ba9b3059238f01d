/** The lists of topics and partitions that several APIs share, between the wire and the model. */
import { isBroker39 } from '../model/cluster/broker-version.ts'
import type { Cluster } from '../model/cluster/cluster.ts'
import { findPartition } from '../model/cluster/partition-log.ts'
import type { TopicResult } from '../model/network/application-requests.ts'
import type { CommitEntry } from '../model/network/client-requests.ts'
import type { CommitAnswer } from '../model/network/client-responses.ts'
import type { CommitTopic, NamedResult, TopicResults } from '../wire/apis/topics.ts'
import { numberOf } from './errors.ts'

/**
 * The offsets of a commit as the coordinator hears of them: one of 3.9 hears of a partition that is
 * named twice once, with what is said last.
 */
export function heardBy(cluster: Cluster, topics: readonly CommitTopic[]): readonly CommitTopic[] {
  if (!isBroker39(cluster)) return topics
  return topics.map(({ name, partitions }) => ({
    name,
    partitions: partitions.filter(({ partitionIndex }, i) => {
      const isKnown = findPartition(cluster, name, partitionIndex) !== undefined
      const isLast = !partitions.slice(i + 1).some((one) => one.partitionIndex === partitionIndex)
      return isLast || !isKnown
    }),
  }))
}

/** The offsets that a commit asks for. */
export function commitEntries(topics: readonly CommitTopic[]): CommitEntry[] {
  return topics.flatMap(({ name, partitions }) =>
    partitions.map(({ partitionIndex, committedOffset, committedLeaderEpoch, ...one }) => ({
      topic: name,
      partition: partitionIndex,
      offset: committedOffset,
      leaderEpoch: committedLeaderEpoch,
      metadata: one.committedMetadata ?? '',
    })),
  )
}

/** What became of each partition of a commit. */
export function commitResults(
  topics: readonly CommitTopic[],
  { error, each }: CommitAnswer,
  numberOfError = numberOf,
): TopicResults[] {
  let index = 0
  return topics.map(({ name, partitions }) => ({
    name,
    partitions: partitions.map(({ partitionIndex }) => {
      return { partitionIndex, errorCode: numberOfError(each?.[index++] ?? error) }
    }),
  }))
}

/** What became of each topic. */
export function namedResults(topics: readonly TopicResult[]): NamedResult[] {
  return topics.map(({ topic, error }) => ({ name: topic, errorCode: numberOf(error) }))
}
