/**
 * Requests that the wire answers from the cluster by itself, at the moment the broker takes them.
 *
 * Behaviour: a topic that nobody knows is created when metadata is asked for it with
 * `allowAutoTopicCreation`, as brokers do by default, and is there the next time.
 * Left out: authorisation, racks, replica placement; the controller is always broker 0.
 * Source: reference C.10; `KafkaApis.handleTopicMetadataRequest`, `handleListOffsetRequest`.
 */

import type { Simulation } from '../kafkajs/simulation/simulation.ts'
import { listOffsetsRule } from '../model/cluster/list-offsets.ts'
import { ensureTopic } from '../model/cluster/topics.ts'
import { countAnswer } from '../model/meter/count.ts'
import type { MetadataTopic } from '../wire/apis/03-metadata.ts'
import { addressOf } from './addresses.ts'
import { administer } from './admin.ts'
import type { WireRequestOf, WireResponse, WireResponseOf } from './apis.ts'
import { spokenVersions } from './apis.ts'
import { numberOf } from './errors.ts'
import type { Flight } from './flight.ts'
import { refuseProduce } from './produce.ts'

/** The answer to a request that `toModel` had nothing for. */
export function answerLocally(
  simulation: Simulation,
  flight: Flight,
  broker: number,
): WireResponse {
  const { request } = flight
  switch (request.api) {
    case 'ApiVersions':
      return { api: 'ApiVersions', errorCode: 0, apiKeys: spokenVersions }
    case 'Metadata':
      return metadata(simulation, request)
    case 'ListOffsets':
      return listOffsets(simulation, request, broker)
    case 'Produce':
      return refuseProduce(flight.app, request)
    default:
      return administer(simulation, request)
  }
}

/** Topics that are created on the way get as many partitions as `num.partitions` says: one. */
const partitionsByDefault = 1

function metadata(
  { world }: Simulation,
  { topics, allowAutoTopicCreation }: WireRequestOf<'Metadata'>,
): WireResponse {
  const { cluster } = world
  const names = topics?.map(({ name }) => name) ?? [
    ...new Set(cluster.partitions.map(({ topic }) => topic)),
  ]
  return {
    api: 'Metadata',
    clusterId: 'ackurate',
    controllerId: 0,
    brokers: Array.from({ length: cluster.brokers }, (_, nodeId) => ({
      nodeId,
      ...addressOf(nodeId),
      rack: null,
    })),
    topics: names.map((name) => {
      const known = cluster.partitions.some(({ topic }) => topic === name)
      if (known) return topicOf(world.cluster, name)
      if (allowAutoTopicCreation) ensureTopic(cluster, name, partitionsByDefault)
      const error = allowAutoTopicCreation ? 'LEADER_NOT_AVAILABLE' : 'UNKNOWN_TOPIC_OR_PARTITION'
      return { errorCode: numberOf(error), name, isInternal: false, partitions: [] }
    }),
  }
}

function topicOf(cluster: Simulation['world']['cluster'], name: string): MetadataTopic {
  const partitions = cluster.partitions
    .filter(({ topic }) => topic === name)
    .map(({ partition, leader, replicas, inSync }) => ({
      errorCode: 0,
      partitionIndex: partition,
      leaderId: leader,
      replicaNodes: replicas,
      isrNodes: inSync,
      offlineReplicas: [],
    }))
  return { errorCode: 0, name, isInternal: false, partitions }
}

const latest = -1

function listOffsets(
  { world }: Simulation,
  { topics, isolationLevel }: WireRequestOf<'ListOffsets'>,
  broker: number,
): WireResponseOf<'ListOffsets'> {
  const isolation = isolationLevel === 1 ? 'read_committed' : 'read_uncommitted'
  return {
    api: 'ListOffsets',
    topics: topics.map(({ name, partitions }) => ({
      name,
      partitions: partitions.map(({ partitionIndex, timestamp }) => {
        const partition = { topic: name, partition: partitionIndex }
        // All records have one time, so a search by time finds the start, unless it is "latest".
        const at = timestamp === latest ? 'latest' : 'earliest'
        const request = { api: 'ListOffsets', partition, at, isolation, leaderEpoch: -1 } as const
        const response = listOffsetsRule.handle(world.cluster, world.ports, broker, request, -1)
        if (response !== null) countAnswer(world.ports, listOffsetsRule, response)
        const found = response?.api === 'ListOffsets' ? response : null
        const errorCode = numberOf(found?.error ?? 'UNKNOWN_SERVER_ERROR')
        const offset = errorCode === 0 ? (found?.offset ?? -1) : -1
        return { partitionIndex, errorCode, timestamp: -1, offset }
      }),
    })),
  }
}
