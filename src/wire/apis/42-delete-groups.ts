/**
 * DeleteGroups, version 1: forget groups and what they committed.
 *
 *     Request  => groups_names:[STRING]
 *     Response => throttle_time_ms:INT32 [results]
 *       results => group_id:STRING error_code:INT16
 *
 * Source: `DeleteGroupsRequest.json`, `DeleteGroupsResponse.json` of apache/kafka.
 */
import { type Codec, throttleTimeMs } from '../codec.ts'

/** DeleteGroups, version 1. */
export interface DeleteGroupsRequest {
  readonly api: 'DeleteGroups'
  readonly groupsNames: readonly string[]
}

/** What became of one group. */
export interface DeletedGroup {
  readonly groupId: string
  readonly errorCode: number
}

/** Answers `DeleteGroupsRequest`. */
export interface DeleteGroupsResponse {
  readonly api: 'DeleteGroups'
  readonly results: readonly DeletedGroup[]
}

/** The broker's side of DeleteGroups. */
export const deleteGroups: Codec<DeleteGroupsRequest, DeleteGroupsResponse> = {
  ...{ api: 'DeleteGroups', key: 42, minVersion: 1, maxVersion: 1 },
  decode: (reader) => ({ api: 'DeleteGroups', groupsNames: reader.stringArray() }),
  encode: (writer, { results }) => {
    writer.int32(throttleTimeMs)
    writer.int32(results.length)
    for (const { groupId, errorCode } of results) {
      writer.string(groupId)
      writer.int16(errorCode)
    }
  },
}
