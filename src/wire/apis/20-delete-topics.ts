/**
 * DeleteTopics, version 1.
 *
 *     Request  => topic_names:[STRING] timeout_ms:INT32
 *     Response => throttle_time_ms:INT32 [responses]
 *       responses => name:STRING error_code:INT16
 *
 * Source: `DeleteTopicsRequest.json`, `DeleteTopicsResponse.json` of apache/kafka.
 */
import { type Codec, throttleTimeMs } from '../codec.ts'
import type { NamedResult } from './topics.ts'

/** DeleteTopics, version 1. */
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

/** The broker's side of DeleteTopics. */
export const deleteTopics: Codec<DeleteTopicsRequest, DeleteTopicsResponse> = {
  ...{ api: 'DeleteTopics', key: 20, minVersion: 1, maxVersion: 1 },
  decode: (reader) => ({
    api: 'DeleteTopics',
    topicNames: reader.stringArray(),
    timeoutMs: reader.int32(),
  }),
  encode: (writer, { responses }) => {
    writer.int32(throttleTimeMs)
    writer.int32(responses.length)
    for (const { name, errorCode } of responses) {
      writer.string(name)
      writer.int16(errorCode)
    }
  },
}
