/** Builds the cluster of a scenario, before anything has happened. */
import { groupId, type Scenario } from '../scenario.ts'
import type { Cluster } from './cluster.ts'
import { createFetchSessions } from './fetch-sessions.ts'
import { createOffsetsTopic, seedCommittedOffset } from './offsets-topic.ts'
import { createPartition } from './partition-log.ts'

/** A topic of one partition besides the run's, and the group that reads it. */
interface Besides {
  readonly topic: string
  readonly groupId: string
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
    retryTopics: besides.map((one) => one.topic),
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
  for (const one of besides) {
    cluster.partitions.push(createPartition(one.topic, 0, brokers))
    if (!scenario.newGroup) seedCommittedOffset(cluster, one.groupId, one.topic, 0, 0)
  }
  return cluster
}
