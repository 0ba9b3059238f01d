/**
 * CreateTopics (API key 19), CreatePartitions (37) and DeleteTopics (20).
 *
 * Behaviour: what is asked for is there at once, on every broker. A topic has as many partitions as
 * the request says (-1: `num.partitions`, 1), each with a replica on every broker; partitions can
 * be added and never taken away. A deleted topic takes its records and its committed offsets along,
 * and fetches that wait for it are answered UNKNOWN_TOPIC_OR_PARTITION.
 *
 * Left out: the controller (every broker does its work); replication factors, replica assignments
 * and configs; partition counts without limit; quotas. The topic that the group under test reads
 * cannot be deleted: TOPIC_AUTHORIZATION_FAILED. Pending offsets of a transaction outlive a topic,
 * where nothing was committed before.
 *
 * Source: reference A.9 (c), A.10, C.10; `ReplicationControlManager`, `Topic.validate`,
 * `OffsetMetadataManager.onPartitionsDeleted`.
 */

import type { KafkaErrorCode } from '../errors.ts'
import type { NewTopic, TopicResult } from '../network/application-requests.ts'
import type { RequestOf, ResponseOf } from '../network/requests.ts'
import type { Rule } from '../network/rule.ts'
import type { TopicPartition } from '../topic-partition.ts'
import { addPartition } from './add-partition.ts'
import type { Cluster, Ports } from './cluster.ts'
import { answerReadyFetches } from './fetch.ts'
import { replicateLog } from './offsets-log.ts'

const partitionsByDefault = 1
/** More would be a slip of the keyboard, and a run that never ends. */
const partitionsMax = 1000
const topicName = /^[a-zA-Z0-9._-]{1,249}$/

/** Answers at once. */
export function createTopics(
  cluster: Cluster,
  request: RequestOf<'CreateTopics'>,
): ResponseOf<'CreateTopics'> {
  const topics: TopicResult[] = []
  for (const asked of request.topics) {
    const error = creationError(cluster, asked)
    topics.push({ topic: asked.topic, error })
    if (error === 'NONE' && !request.validateOnly) grow(cluster, asked.topic, countOf(asked))
  }
  return { api: 'CreateTopics', error: 'NONE', topics }
}

/** Answers at once. */
export function createPartitions(
  cluster: Cluster,
  request: RequestOf<'CreatePartitions'>,
): ResponseOf<'CreatePartitions'> {
  const topics: TopicResult[] = []
  for (const { topic, partitions } of request.topics) {
    const error = growthError(cluster, topic, partitions)
    topics.push({ topic, error })
    if (error === 'NONE' && !request.validateOnly) grow(cluster, topic, partitions)
  }
  return { api: 'CreatePartitions', error: 'NONE', topics }
}

/** Answers at once. */
export function deleteTopics(
  cluster: Cluster,
  ports: Ports,
  request: RequestOf<'DeleteTopics'>,
): ResponseOf<'DeleteTopics'> {
  const topics: TopicResult[] = []
  for (const topic of request.topics) {
    const error = deletionError(cluster, topic)
    topics.push({ topic, error })
    if (error === 'NONE') deleteTopic(cluster, ports, topic)
  }
  return { api: 'DeleteTopics', error: 'NONE', topics }
}

/**
 * Creates the topic unless it exists, as brokers with `auto.create.topics.enable` do when a client
 * asks for its metadata. NONE, or why there is no such topic.
 */
export function ensureTopic(
  cluster: Cluster,
  topic: string,
  partitions: number = partitionsByDefault,
): KafkaErrorCode {
  const error = creationError(cluster, { topic, partitions })
  if (error === 'TOPIC_ALREADY_EXISTS') return 'NONE'
  if (error === 'NONE') grow(cluster, topic, countOf({ topic, partitions }))
  return error
}

/** How many partitions the topic has; 0: there is no such topic. */
export function countPartitions(cluster: Cluster, topic: string): number {
  let count = 0
  for (const log of cluster.partitions) if (log.topic === topic) count += 1
  return count
}

function creationError(cluster: Cluster, asked: NewTopic): KafkaErrorCode {
  const { topic } = asked
  if (!topicName.test(topic) || topic === '.' || topic === '..') return 'INVALID_TOPIC_EXCEPTION'
  if (countPartitions(cluster, topic) > 0) return 'TOPIC_ALREADY_EXISTS'
  const count = countOf(asked)
  return count < 1 || count > partitionsMax ? 'INVALID_PARTITIONS' : 'NONE'
}

function growthError(cluster: Cluster, topic: string, partitions: number): KafkaErrorCode {
  const count = countPartitions(cluster, topic)
  if (count === 0) return 'UNKNOWN_TOPIC_OR_PARTITION'
  return partitions <= count || partitions > partitionsMax ? 'INVALID_PARTITIONS' : 'NONE'
}

function deletionError(cluster: Cluster, topic: string): KafkaErrorCode {
  if (topic === cluster.topic) return 'TOPIC_AUTHORIZATION_FAILED'
  return countPartitions(cluster, topic) === 0 ? 'UNKNOWN_TOPIC_OR_PARTITION' : 'NONE'
}

function countOf({ partitions }: NewTopic): number {
  return partitions === -1 ? partitionsByDefault : partitions
}

function grow(cluster: Cluster, topic: string, partitions: number): void {
  for (let count = countPartitions(cluster, topic); count < partitions; count++) {
    addPartition(cluster, topic)
  }
}

function deleteTopic(cluster: Cluster, ports: Ports, topic: string): void {
  const gone = cluster.partitions.filter((log) => log.topic === topic)
  for (const log of gone) cluster.partitions.splice(cluster.partitions.indexOf(log), 1)
  cluster.metadataVersion += 1
  for (const log of gone) answerReadyFetches(cluster, ports, log)
  forgetOffsets(cluster, ports, topic)
}

function forgetOffsets(cluster: Cluster, ports: Ports, topic: string): void {
  const { offsets } = cluster
  for (const { groupId } of cluster.groups) {
    const partitions: TopicPartition[] = []
    for (const { groupId: owner, entry } of offsets.committed) {
      if (owner !== groupId || entry.topic !== topic) continue
      partitions.push({ topic, partition: entry.partition })
    }
    if (partitions.length > 0) offsets.log.push({ kind: 'offsets-deleted', groupId, partitions })
  }
  replicateLog(offsets, ports)
}

/** The rule of CreateTopics. */
export const createTopicsRule: Rule<'CreateTopics'> = {
  api: 'CreateTopics',
  key: 19,
  coordinator: 'none',
  changes: 'anything',
  refuse: ({ topics }, error) => ({
    api: 'CreateTopics',
    error,
    topics: topics.map(({ topic }) => ({ topic, error })),
  }),
  handle: (cluster, _ports, _broker, request) => createTopics(cluster, request),
  count: ({ topics }) => topics,
}

/** The rule of CreatePartitions. */
export const createPartitionsRule: Rule<'CreatePartitions'> = {
  api: 'CreatePartitions',
  key: 37,
  coordinator: 'none',
  changes: 'anything',
  refuse: ({ topics }, error) => ({
    api: 'CreatePartitions',
    error,
    topics: topics.map(({ topic }) => ({ topic, error })),
  }),
  handle: (cluster, _ports, _broker, request) => createPartitions(cluster, request),
  count: ({ topics }) => topics,
}

/** The rule of DeleteTopics. */
export const deleteTopicsRule: Rule<'DeleteTopics'> = {
  api: 'DeleteTopics',
  key: 20,
  coordinator: 'none',
  changes: 'anything',
  refuse: ({ topics }, error) => ({
    api: 'DeleteTopics',
    error,
    topics: topics.map((topic) => ({ topic, error })),
  }),
  handle: (cluster, ports, _broker, request) => deleteTopics(cluster, ports, request),
  count: ({ topics }) => topics,
}
