/**
 * AddPartitionsToTxn, version 1: a transaction is about to write to these partitions.
 *
 *     Request  => transactional_id:STRING producer_id:INT64 producer_epoch:INT16 [topics]
 *       topics => name:STRING partitions:[INT32]
 *     Response => throttle_time_ms:INT32 [results]
 *       results => name:STRING [partitions]
 *         partitions => partition_index:INT32 error_code:INT16
 *
 * Source: `AddPartitionsToTxnRequest.json`, `AddPartitionsToTxnResponse.json` of apache/kafka.
 */
import { type Codec, throttleTimeMs } from '../codec.ts'
import type { Reader } from '../reader.ts'
import { type TopicResults, writeTopicResults } from './topics.ts'

/** The partitions of one topic to add to a transaction. */
export interface AddPartitionsTopic {
  readonly name: string
  readonly partitions: readonly number[]
}

/** AddPartitionsToTxn, version 1. */
export interface AddPartitionsToTxnRequest {
  readonly api: 'AddPartitionsToTxn'
  readonly transactionalId: string
  readonly producerId: number
  readonly producerEpoch: number
  readonly topics: readonly AddPartitionsTopic[]
}

/** Answers `AddPartitionsToTxnRequest`. */
export interface AddPartitionsToTxnResponse {
  readonly api: 'AddPartitionsToTxn'
  readonly results: readonly TopicResults[]
}

/** The broker's side of AddPartitionsToTxn. */
export const addPartitionsToTxn: Codec<AddPartitionsToTxnRequest, AddPartitionsToTxnResponse> = {
  ...{ api: 'AddPartitionsToTxn', key: 24, minVersion: 1, maxVersion: 1 },
  decode: (reader) => ({
    api: 'AddPartitionsToTxn',
    transactionalId: reader.string(),
    producerId: reader.int64(),
    producerEpoch: reader.int16(),
    topics: reader.array(readTopic),
  }),
  encode: (writer, { results }) => {
    writer.int32(throttleTimeMs)
    writeTopicResults(writer, results)
  },
}

function readTopic(reader: Reader): AddPartitionsTopic {
  return { name: reader.string(), partitions: reader.int32Array() }
}
