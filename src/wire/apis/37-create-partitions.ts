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
import type { CreatePartitionsTopic } from '../messages.ts'
import type { Reader } from '../reader.ts'

/** The broker's side of CreatePartitions. */
export const createPartitions: Codec<'CreatePartitions'> = {
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
