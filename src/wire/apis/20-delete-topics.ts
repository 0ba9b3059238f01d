/**
 * DeleteTopics.
 *
 * Source: `DeleteTopicsRequest.json`, `DeleteTopicsResponse.json` of apache/kafka.
 */
import type { Codec } from '../codec.ts'
import { array, int16, int32, message, string, struct, throttleTimeMs } from '../schema.ts'
import type { NamedResult } from './topics.ts'

/** Which topics. */
export interface DeleteTopicsRequest {
  readonly api: 'DeleteTopics'
  readonly topicNames: readonly string[]
  readonly timeoutMs: number
}

/** Answers `DeleteTopicsRequest`. */
export interface DeleteTopicsResponse {
  readonly api: 'DeleteTopics'
  readonly responses: readonly NamedResult[]
}

/** DeleteTopics, as a broker speaks it. */
export const deleteTopics: Codec<DeleteTopicsRequest, DeleteTopicsResponse> = {
  ...{ api: 'DeleteTopics', key: 20, minVersion: 0, maxVersion: 4, flexibleFrom: 4 },
  request: message('DeleteTopics', { topicNames: array(string), timeoutMs: int32 }),
  response: message('DeleteTopics', {
    _throttleTimeMs: throttleTimeMs(1),
    responses: array(struct<NamedResult>({ name: string, errorCode: int16 })),
  }),
}
