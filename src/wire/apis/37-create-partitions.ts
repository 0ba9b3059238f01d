/**
 * CreatePartitions, version 1: more partitions for topics that exist.
 *
 *     Request  => [topics] timeout_ms:INT32 validate_only:BOOLEAN
 *       topics => name:STRING count:INT32 assignments (nullable list)
 *         assignments => broker_ids:[INT32]
 *     Response => throttle_time_ms:INT32 [results]
 *       results => name:STRING error_code:INT16 error_message:NULLABLE_STRING
 *
 * Source: `CreatePartitionsRequest.json`, `CreatePartitionsResponse.json` of apache/kafka.
 */
import { type Codec, throttleTimeMs } from '../codec.ts'
import type { Reader } from '../reader.ts'
import type { ExplainedResult } from './topics.ts'

/** A topic that is to have `count` partitions in all. */
export interface CreatePartitionsTopic {
  readonly name: string
  readonly count: number
  /** Null: the brokers choose. */
  readonly assignments: readonly { readonly brokerIds: readonly number[] }[] | null
}

/** CreatePartitions, version 1. */
export interface CreatePartitionsRequest {
  readonly api: 'CreatePartitions'
  readonly topics: readonly CreatePartitionsTopic[]
  readonly timeoutMs: number
  readonly validateOnly: boolean
}

/** Answers `CreatePartitionsRequest`. */
export interface CreatePartitionsResponse {
  readonly api: 'CreatePartitions'
  readonly results: readonly ExplainedResult[]
}

/** The broker's side of CreatePartitions. */
export const createPartitions: Codec<CreatePartitionsRequest, CreatePartitionsResponse> = {
  ...{ api: 'CreatePartitions', key: 37, minVersion: 1, maxVersion: 1 },
  decode: (reader) => ({
    api: 'CreatePartitions',
    topics: reader.array(readTopic),
    timeoutMs: reader.int32(),
    validateOnly: reader.boolean(),
  }),
  encode: (writer, { results }) => {
    writer.int32(throttleTimeMs)
    writer.int32(results.length)
    for (const { name, errorCode, errorMessage } of results) {
      writer.string(name)
      writer.int16(errorCode)
      writer.nullableString(errorMessage)
    }
  },
}

function readTopic(reader: Reader): CreatePartitionsTopic {
  return {
    name: reader.string(),
    count: reader.int32(),
    assignments: reader.nullableArray(readAssignment),
  }
}

function readAssignment(reader: Reader): { readonly brokerIds: readonly number[] } {
  return { brokerIds: reader.int32Array() }
}
