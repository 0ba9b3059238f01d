/**
 * Metadata: the brokers, and who leads which partition.
 *
 * Left out: authorisation, racks, replica placement; the controller is always broker 0.
 * Source: reference C.10; `KafkaApis.handleTopicMetadataRequest`.
 */
import { topicMetadataRule } from '../../model/cluster/metadata.ts'
import {
  metadata as codec,
  type MetadataRequest,
  type MetadataResponse,
} from '../../wire/apis/03-metadata.ts'
import type { BrokerApi } from '../broker-api.ts'
import { numberOf } from '../errors.ts'

/** Metadata, between the wire and the model. */
export const metadata: BrokerApi<'Metadata', MetadataRequest, MetadataResponse> = {
  codec,
  rule: topicMetadataRule,
  traced: false,
  toModel: ({ api, topics, allowAutoTopicCreation }) => ({
    api,
    describe: { topics: topics?.map(({ name }) => name) ?? null, allowAutoTopicCreation },
  }),
  toWire: ({ api, topics }, _request, { cluster, addressOf }) => ({
    api,
    clusterId: 'ackurate',
    controllerId: 0,
    brokers: Array.from({ length: cluster.brokers }, (_, nodeId) => {
      return { nodeId, ...addressOf(nodeId), rack: null }
    }),
    topics: topics.map(({ topic, error, partitions }) => ({
      errorCode: numberOf(error),
      name: topic,
      isInternal: false,
      partitions: partitions.map(({ partition, leader, leaderEpoch, replicas, inSync }) => ({
        ...{ errorCode: 0, partitionIndex: partition, leaderId: leader, leaderEpoch },
        ...{ replicaNodes: replicas, isrNodes: inSync, offlineReplicas: [] },
      })),
    })),
  }),
}
