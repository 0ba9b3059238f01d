/**
 * CreateTopics, version 3.
 *
 *     Request  => [topics] timeout_ms:INT32 validate_only:BOOLEAN
 *       topics => name:STRING num_partitions:INT32 replication_factor:INT16 [assignments] [configs]
 *         assignments => partition_index:INT32 broker_ids:[INT32]
 *         configs     => name:STRING value:NULLABLE_STRING
 *     Response => throttle_time_ms:INT32 [topics]
 *       topics => name:STRING error_code:INT16 error_message:NULLABLE_STRING
 *
 * Source: `CreateTopicsRequest.json`, `CreateTopicsResponse.json` of apache/kafka.
 */
import { type Codec, throttleTimeMs } from '../codec.ts'
import type { Reader } from '../reader.ts'
import type { ExplainedResult } from './topics.ts'

/** Which brokers hold one new partition. */
export interface CreatableAssignment {
  readonly partitionIndex: number
  readonly brokerIds: readonly number[]
}

/** A setting of a new topic. */
export interface CreatableConfig {
  readonly name: string
  readonly value: string | null
}

/** A topic to create; -1 partitions or replicas: the broker's default. */
export interface CreatableTopic {
  readonly name: string
  readonly numPartitions: number
  readonly replicationFactor: number
  readonly assignments: readonly CreatableAssignment[]
  readonly configs: readonly CreatableConfig[]
}

/** CreateTopics, version 3. */
export interface CreateTopicsRequest {
  readonly api: 'CreateTopics'
  readonly topics: readonly CreatableTopic[]
  readonly timeoutMs: number
  readonly validateOnly: boolean
}

/** Answers `CreateTopicsRequest`. */
export interface CreateTopicsResponse {
  readonly api: 'CreateTopics'
  readonly topics: readonly ExplainedResult[]
}

/** The broker's side of CreateTopics. */
export const createTopics: Codec<CreateTopicsRequest, CreateTopicsResponse> = {
  ...{ api: 'CreateTopics', key: 19, minVersion: 3, maxVersion: 3 },
  decode: (reader) => ({
    api: 'CreateTopics',
    topics: reader.array(readTopic),
    timeoutMs: reader.int32(),
    validateOnly: reader.boolean(),
  }),
  encode: (writer, { topics }) => {
    writer.int32(throttleTimeMs)
    writer.int32(topics.length)
    for (const { name, errorCode, errorMessage } of topics) {
      writer.string(name)
      writer.int16(errorCode)
      writer.nullableString(errorMessage)
    }
  },
}

function readTopic(reader: Reader): CreatableTopic {
  return {
    name: reader.string(),
    numPartitions: reader.int32(),
    replicationFactor: reader.int16(),
    assignments: reader.array(readAssignment),
    configs: reader.array(readConfig),
  }
}

function readAssignment(reader: Reader): CreatableAssignment {
  return { partitionIndex: reader.int32(), brokerIds: reader.int32Array() }
}

function readConfig(reader: Reader): CreatableConfig {
  return { name: reader.string(), value: reader.nullableString() }
}
