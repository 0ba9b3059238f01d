/** Builds the cluster of a scenario, before anything has happened. */
import { groupId, type Scenario } from '../scenario.ts'
import type { Cluster } from './cluster.ts'
import { createFetchSessions } from './fetch-sessions.ts'
import { createOffsetsTopic, seedCommittedOffset } from './offsets-topic.ts'
import { createPartition } from './partition-log.ts'

/** Empty logs; unless the group is new, it has committed the start of every partition before. */
export function createCluster(scenario: Scenario): Cluster {
  const { topic, brokers, settings } = scenario
  const cluster: Cluster = {
    settings,
    brokers,
    topic,
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
  for (let partition = 0; partition < scenario.partitions; partition++) {
    cluster.partitions.push(createPartition(topic, partition, brokers))
    if (!scenario.newGroup) seedCommittedOffset(cluster, groupId, topic, partition, 0)
  }
  return cluster
}
