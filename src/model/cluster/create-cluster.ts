/** Builds the cluster of a scenario, before anything has happened. */
import { groupId, type Scenario } from '../scenario.ts'
import type { Cluster } from './cluster.ts'
import { createFetchSessions } from './fetch-sessions.ts'
import { createOffsetsTopic, seedCommittedOffset } from './offsets-topic.ts'
import { createPartition } from './partition-log.ts'

/** A topic besides the run's; `groupId`: who reads it, null: nobody. */
interface Besides {
  readonly topic: string
  readonly groupId: string | null
  readonly partitions: number
  /** What has failed for good. */
  readonly isDeadLetter: boolean
}

/** Empty logs; unless the groups are new, they have committed the start of all of them before. */
export function createCluster(
  scenario: Scenario,
  besides: readonly Besides[] = [],
  otherTopics: readonly string[] = [],
): Cluster {
  const { topic, brokers, settings } = scenario
  const cluster: Cluster = {
    settings,
    brokers,
    topic,
    otherTopics,
    retryTopics: besides.flatMap((one) => (one.groupId === null ? [] : [one.topic])),
    deadLetterTopic: besides.find((one) => one.isDeadLetter && one.groupId !== null)?.topic ?? null,
    partitions: [],
    offsets: createOffsetsTopic(settings, brokers),
    groups: [],
    transactionalIds: [],
    heldFetches: [],
    fetchSessions: createFetchSessions(),
    metadataVersion: 0,
    membershipVersion: 0,
    nextProducerId: 0,
    nextMemberSerial: 0,
  }
  for (const each of [topic, ...otherTopics]) {
    for (let partition = 0; partition < scenario.partitions; partition++) {
      cluster.partitions.push(createPartition(each, partition, brokers))
      if (!scenario.newGroup) seedCommittedOffset(cluster, groupId, each, partition, 0)
    }
  }
  for (const { topic, groupId: reader, partitions } of besides) {
    for (let partition = 0; partition < partitions; partition++) {
      cluster.partitions.push(createPartition(topic, partition, brokers))
      if (scenario.newGroup || reader === null) continue
      seedCommittedOffset(cluster, reader, topic, partition, 0)
    }
  }
  return cluster
}
