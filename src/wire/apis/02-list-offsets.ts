/**
 * ListOffsets, version 3: where a log begins, ends, or was at a time.
 *
 *     Request  => replica_id:INT32 isolation_level:INT8 [topics]
 *       topics => name:STRING [partitions]
 *         partitions => partition_index:INT32 timestamp:INT64
 *     Response => throttle_time_ms:INT32 [topics]
 *       topics => name:STRING [partitions]
 *         partitions => partition_index:INT32 error_code:INT16 timestamp:INT64 offset:INT64
 *
 * Source: `ListOffsetsRequest.json`, `ListOffsetsResponse.json` of apache/kafka.
 */
import { type Codec, throttleTimeMs } from '../codec.ts'
import type { ListOffsetsPartition, ListOffsetsTopic } from '../messages.ts'
import type { Reader } from '../reader.ts'

/** The broker's side of ListOffsets. */
export const listOffsets: Codec<'ListOffsets'> = {
  ...{ api: 'ListOffsets', key: 2, minVersion: 3, maxVersion: 3 },
  decode: (reader) => ({
    api: 'ListOffsets',
    replicaId: reader.int32(),
    isolationLevel: reader.int8(),
    topics: reader.array(readTopic),
  }),
  encode: (writer, { topics }) => {
    writer.int32(throttleTimeMs)
    writer.int32(topics.length)
    for (const { name, partitions } of topics) {
      writer.string(name)
      writer.int32(partitions.length)
      for (const { partitionIndex, errorCode, timestamp, offset } of partitions) {
        writer.int32(partitionIndex)
        writer.int16(errorCode)
        writer.int64(timestamp)
        writer.int64(offset)
      }
    }
  },
}

function readTopic(reader: Reader): ListOffsetsTopic {
  return { name: reader.string(), partitions: reader.array(readPartition) }
}

function readPartition(reader: Reader): ListOffsetsPartition {
  return { partitionIndex: reader.int32(), timestamp: reader.int64() }
}
