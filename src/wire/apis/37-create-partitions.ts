/**
 * CreatePartitions: more partitions for topics that exist.
 *
 * Source: `CreatePartitionsRequest.json`, `CreatePartitionsResponse.json` of apache/kafka.
 */
import type { Codec } from '../codec.ts'
import {
  array,
  boolean,
  int16,
  int32,
  message,
  nullableArray,
  nullableString,
  string,
  struct,
  throttleTimeMs,
} from '../schema.ts'
import type { ExplainedResult } from './topics.ts'

/** A topic that is to have `count` partitions in all. */
export interface CreatePartitionsTopic {
  readonly name: string
  readonly count: number
  /** Null: the brokers choose. */
  readonly assignments: readonly { readonly brokerIds: readonly number[] }[] | null
}

/** Of which topics. */
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

/** CreatePartitions, as a broker speaks it. */
export const createPartitions: Codec<CreatePartitionsRequest, CreatePartitionsResponse> = {
  ...{ api: 'CreatePartitions', key: 37, minVersion: 0, maxVersion: 3, flexibleFrom: 2 },
  request: message('CreatePartitions', {
    topics: array(
      struct<CreatePartitionsTopic>({
        name: string,
        count: int32,
        assignments: nullableArray(
          struct<{ readonly brokerIds: readonly number[] }>({ brokerIds: array(int32) }),
        ),
      }),
    ),
    timeoutMs: int32,
    validateOnly: boolean,
  }),
  response: message('CreatePartitions', {
    _throttleTimeMs: throttleTimeMs(),
    results: array(
      struct<ExplainedResult>({
        name: string,
        errorCode: int16,
        errorMessage: nullableString,
      }),
    ),
  }),
}
