/**
 * AddPartitionsToTxn: a transaction is about to write to these partitions.
 *
 * Left out: several transactions at once (from version 4 on), which only brokers ask for.
 * Source: `AddPartitionsToTxnRequest.json`, `AddPartitionsToTxnResponse.json` of apache/kafka.
 */
import type { Codec } from '../codec.ts'
import { array, int16, int32, int64, message, string, struct, throttleTimeMs } from '../schema.ts'
import { type TopicResults, topicResults } from './topics.ts'

/** The partitions of one topic to add to a transaction. */
export interface AddPartitionsTopic {
  readonly name: string
  readonly partitions: readonly number[]
}

/** Which partitions. */
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

/** AddPartitionsToTxn, as a broker speaks it. */
export const addPartitionsToTxn: Codec<AddPartitionsToTxnRequest, AddPartitionsToTxnResponse> = {
  ...{ api: 'AddPartitionsToTxn', key: 24, minVersion: 0, maxVersion: 3, flexibleFrom: 3 },
  request: message('AddPartitionsToTxn', {
    transactionalId: string,
    producerId: int64,
    producerEpoch: int16,
    topics: array(struct<AddPartitionsTopic>({ name: string, partitions: array(int32) })),
  }),
  response: message('AddPartitionsToTxn', {
    _throttleTimeMs: throttleTimeMs(),
    results: array(topicResults),
  }),
}
