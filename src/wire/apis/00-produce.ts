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
import type { Reader } from '../reader.ts'

/** What to append to one partition. */
export interface ProducePartition {
  readonly index: number
  readonly records: Buffer | null
}

/** What to append to one topic. */
export interface ProduceTopic {
  readonly name: string
  readonly partitionData: readonly ProducePartition[]
}

/** Produce, version 7. */
export interface ProduceRequest {
  readonly api: 'Produce'
  readonly transactionalId: string | null
  /** 0: the client waits for no response, and none may be sent. */
  readonly acks: number
  readonly timeoutMs: number
  readonly topicData: readonly ProduceTopic[]
}

/** Where one partition's records went; offsets and times -1 with an error. */
export interface ProducePartitionResult {
  readonly index: number
  readonly errorCode: number
  readonly baseOffset: number
  /** -1 unless the topic's timestamps are those of appending. */
  readonly logAppendTimeMs: number
  readonly logStartOffset: number
}

/** Where one topic's records went. */
export interface ProduceTopicResult {
  readonly name: string
  readonly partitionResponses: readonly ProducePartitionResult[]
}

/** Answers `ProduceRequest`. */
export interface ProduceResponse {
  readonly api: 'Produce'
  readonly responses: readonly ProduceTopicResult[]
}

/** The broker's side of Produce. */
export const produce: Codec<ProduceRequest, ProduceResponse> = {
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
