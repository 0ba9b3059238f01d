/**
 * Metadata: the brokers, and who leads which partition.
 *
 * Version 0 says "all topics" with an empty list, later ones with null.
 * Left out: topics by their ids (from version 10 on); authorised operations, which are never known.
 * Source: `MetadataRequest.json`, `MetadataResponse.json` of apache/kafka.
 */
import type { Codec } from '../codec.ts'
import {
  always,
  array,
  as,
  before,
  boolean,
  type Field,
  int16,
  int32,
  message,
  nullableArray,
  nullableString,
  since,
  string,
  struct,
  throttleTimeMs,
} from '../schema.ts'

/** Which topics are wanted. */
export interface MetadataRequest {
  readonly api: 'Metadata'
  /** Null: all topics. kafkajs sends null for an empty list too. */
  readonly topics: readonly { readonly name: string }[] | null
  readonly allowAutoTopicCreation: boolean
}

/** A broker's address. */
export interface MetadataBroker {
  readonly nodeId: number
  readonly host: string
  readonly port: number
  readonly rack: string | null
}

/** A partition and who leads it. */
export interface MetadataPartition {
  readonly errorCode: number
  readonly partitionIndex: number
  readonly leaderId: number
  /** -1: not known. */
  readonly leaderEpoch: number
  readonly replicaNodes: readonly number[]
  readonly isrNodes: readonly number[]
  readonly offlineReplicas: readonly number[]
}

/** A topic and its partitions. */
export interface MetadataTopic {
  readonly errorCode: number
  readonly name: string
  readonly isInternal: boolean
  readonly partitions: readonly MetadataPartition[]
}

/** Answers `MetadataRequest`. */
export interface MetadataResponse {
  readonly api: 'Metadata'
  readonly brokers: readonly MetadataBroker[]
  readonly clusterId: string | null
  readonly controllerId: number
  readonly topics: readonly MetadataTopic[]
}

type Topics = MetadataRequest['topics']

const topicNames = array(struct<{ readonly name: string }>({ name: string }))

/** Where an empty list means all. */
const topicsOrAll: Field<Topics> = as(
  topicNames,
  (names): Topics => (names.length === 0 ? null : names),
  (topics) => topics ?? [],
)

/** Nobody asked for the operations that one may do. */
const notAsked = -(2 ** 31)

/** Metadata, as a broker speaks it. */
export const metadata: Codec<MetadataRequest, MetadataResponse> = {
  ...{ api: 'Metadata', key: 3, minVersion: 0, maxVersion: 9, flexibleFrom: 9 },
  request: message('Metadata', {
    topics: before(
      1,
      topicsOrAll,
      nullableArray(struct<{ readonly name: string }>({ name: string })),
    ),
    allowAutoTopicCreation: since(4, boolean, true),
    _includeClusterAuthorizedOperations: always(boolean, false, 8),
    _includeTopicAuthorizedOperations: always(boolean, false, 8),
  }),
  response: message('Metadata', {
    _throttleTimeMs: throttleTimeMs(3),
    brokers: array(
      struct<MetadataBroker>({
        nodeId: int32,
        host: string,
        port: int32,
        rack: since(1, nullableString, null),
      }),
    ),
    clusterId: since(2, nullableString, null),
    controllerId: since(1, int32, -1),
    topics: array(
      struct<MetadataTopic>({
        errorCode: int16,
        name: string,
        isInternal: since(1, boolean, false),
        partitions: array(
          struct<MetadataPartition>({
            errorCode: int16,
            partitionIndex: int32,
            leaderId: int32,
            leaderEpoch: since(7, int32, -1),
            replicaNodes: array(int32),
            isrNodes: array(int32),
            offlineReplicas: since(5, array(int32), []),
          }),
        ),
        _topicAuthorizedOperations: always(int32, notAsked, 8),
      }),
    ),
    _clusterAuthorizedOperations: always(int32, notAsked, 8),
  }),
}
