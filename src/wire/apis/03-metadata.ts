/**
 * Metadata, version 6: the brokers, and who leads which partition.
 *
 *     Request  => topics:[name:STRING] (nullable list) allow_auto_topic_creation:BOOLEAN
 *     Response => throttle_time_ms:INT32 [brokers] cluster_id:NULLABLE_STRING controller_id:INT32
 *                 [topics]
 *       brokers => node_id:INT32 host:STRING port:INT32 rack:NULLABLE_STRING
 *       topics  => error_code:INT16 name:STRING is_internal:BOOLEAN [partitions]
 *         partitions => error_code:INT16 partition_index:INT32 leader_id:INT32
 *                       replica_nodes:[INT32] isr_nodes:[INT32] offline_replicas:[INT32]
 *
 * Source: `MetadataRequest.json`, `MetadataResponse.json` of apache/kafka.
 */
import { type Codec, throttleTimeMs } from '../codec.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Metadata, version 6. */
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

/** The broker's side of Metadata. */
export const metadata: Codec<MetadataRequest, MetadataResponse> = {
  ...{ api: 'Metadata', key: 3, minVersion: 6, maxVersion: 6 },
  decode: (reader) => ({
    api: 'Metadata',
    topics: reader.nullableArray(readTopic),
    allowAutoTopicCreation: reader.boolean(),
  }),
  encode: (writer, { brokers, clusterId, controllerId, topics }) => {
    writer.int32(throttleTimeMs)
    writer.int32(brokers.length)
    for (const broker of brokers) writeBroker(writer, broker)
    writer.nullableString(clusterId)
    writer.int32(controllerId)
    writer.int32(topics.length)
    for (const topic of topics) writeTopic(writer, topic)
  },
}

function readTopic(reader: Reader): { readonly name: string } {
  return { name: reader.string() }
}

function writeBroker(writer: Writer, { nodeId, host, port, rack }: MetadataBroker): void {
  writer.int32(nodeId)
  writer.string(host)
  writer.int32(port)
  writer.nullableString(rack)
}

function writeTopic(writer: Writer, topic: MetadataTopic): void {
  writer.int16(topic.errorCode)
  writer.string(topic.name)
  writer.boolean(topic.isInternal)
  writer.int32(topic.partitions.length)
  for (const partition of topic.partitions) writePartition(writer, partition)
}

function writePartition(writer: Writer, partition: MetadataPartition): void {
  writer.int16(partition.errorCode)
  writer.int32(partition.partitionIndex)
  writer.int32(partition.leaderId)
  writer.int32Array(partition.replicaNodes)
  writer.int32Array(partition.isrNodes)
  writer.int32Array(partition.offlineReplicas)
}
