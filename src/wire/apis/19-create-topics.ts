/**
 * CreateTopics.
 *
 * Source: `CreateTopicsRequest.json`, `CreateTopicsResponse.json` of apache/kafka.
 */
import type { Codec } from '../codec.ts'
import {
  array,
  boolean,
  int16,
  int32,
  message,
  nullableString,
  since,
  string,
  struct,
  throttleTimeMs,
} from '../schema.ts'
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

/** Which topics. */
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

/** CreateTopics, as a broker speaks it. */
export const createTopics: Codec<CreateTopicsRequest, CreateTopicsResponse> = {
  ...{ api: 'CreateTopics', key: 19, minVersion: 0, maxVersion: 4 },
  request: message('CreateTopics', {
    topics: array(
      struct<CreatableTopic>({
        name: string,
        numPartitions: int32,
        replicationFactor: int16,
        assignments: array(
          struct<CreatableAssignment>({ partitionIndex: int32, brokerIds: array(int32) }),
        ),
        configs: array(struct<CreatableConfig>({ name: string, value: nullableString })),
      }),
    ),
    timeoutMs: int32,
    validateOnly: since(1, boolean, false),
  }),
  response: message('CreateTopics', {
    _throttleTimeMs: throttleTimeMs(2),
    topics: array(
      struct<ExplainedResult>({
        name: string,
        errorCode: int16,
        errorMessage: since(1, nullableString, null),
      }),
    ),
  }),
}
