/**
 * Produce, version 7: append records.
 *
 *     Request  => transactional_id:NULLABLE_STRING acks:INT16 timeout_ms:INT32 [topic_data]
 *       topic_data => name:STRING [partition_data]
 *         partition_data => index:INT32 records:NULLABLE_BYTES
 *     Response => [responses] throttle_time_ms:INT32
 *       responses => name:STRING [partition_responses]
 *         partition_responses => index:INT32 error_code:INT16 base_offset:INT64
 *                                log_append_time_ms:INT64 log_start_offset:INT64
 *
 * Behaviour: the records stay bytes, so that a bad batch costs its partition and not the request.
 * Source: `ProduceRequest.json`, `ProduceResponse.json` of apache/kafka.
 */
import { type Codec, throttleTimeMs } from '../codec.ts'
import type { ProducePartition, ProduceTopic } from '../messages.ts'
import type { Reader } from '../reader.ts'

/** The broker's side of Produce. */
export const produce: Codec<'Produce'> = {
  ...{ api: 'Produce', key: 0, minVersion: 7, maxVersion: 7 },
  decode: (reader) => ({
    api: 'Produce',
    transactionalId: reader.nullableString(),
    acks: reader.int16(),
    timeoutMs: reader.int32(),
    topicData: reader.array(readTopic),
  }),
  encode: (writer, { responses }) => {
    writer.int32(responses.length)
    for (const { name, partitionResponses } of responses) {
      writer.string(name)
      writer.int32(partitionResponses.length)
      for (const partition of partitionResponses) {
        writer.int32(partition.index)
        writer.int16(partition.errorCode)
        writer.int64(partition.baseOffset)
        writer.int64(partition.logAppendTimeMs)
        writer.int64(partition.logStartOffset)
      }
    }
    writer.int32(throttleTimeMs)
  },
}

function readTopic(reader: Reader): ProduceTopic {
  return { name: reader.string(), partitionData: reader.array(readPartition) }
}

function readPartition(reader: Reader): ProducePartition {
  return { index: reader.int32(), records: reader.nullableBytes() }
}
