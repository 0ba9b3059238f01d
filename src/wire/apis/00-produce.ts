/**
 * Produce: append records.
 *
 * Behaviour: the records stay bytes, so that a bad batch costs its partition and not the request.
 * Versions below 3 are not spoken: their records are not batches (`record-batch.ts`).
 * Source: `ProduceRequest.json`, `ProduceResponse.json` of apache/kafka.
 */
import type { Codec } from '../codec.ts'
import {
  always,
  array,
  int16,
  int32,
  int64,
  message,
  nullableBytes,
  nullableString,
  since,
  string,
  struct,
  throttleTimeMs,
} from '../schema.ts'

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

/** Records to append. */
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

/** Produce, as a broker speaks it. */
export const produce: Codec<ProduceRequest, ProduceResponse> = {
  ...{ api: 'Produce', key: 0, minVersion: 3, maxVersion: 9, flexibleFrom: 9 },
  request: message('Produce', {
    transactionalId: nullableString,
    acks: int16,
    timeoutMs: int32,
    topicData: array(
      struct<ProduceTopic>({
        name: string,
        partitionData: array(struct<ProducePartition>({ index: int32, records: nullableBytes })),
      }),
    ),
  }),
  response: message('Produce', {
    responses: array(
      struct<ProduceTopicResult>({
        name: string,
        partitionResponses: array(
          struct<ProducePartitionResult>({
            index: int32,
            errorCode: int16,
            baseOffset: int64,
            logAppendTimeMs: int64,
            logStartOffset: since(5, int64, -1),
            _recordErrors: always(array(string), [], 8),
            _errorMessage: always(nullableString, null, 8),
          }),
        ),
      }),
    ),
    _throttleTimeMs: throttleTimeMs(),
  }),
}
