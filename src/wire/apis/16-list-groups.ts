/**
 * ListGroups, version 2: the groups that this broker coordinates.
 *
 *     Request  =>
 *     Response => throttle_time_ms:INT32 error_code:INT16 [groups]
 *       groups => group_id:STRING protocol_type:STRING
 *
 * Source: `ListGroupsRequest.json`, `ListGroupsResponse.json` of apache/kafka.
 */
import { type Codec, throttleTimeMs } from '../codec.ts'

/** ListGroups, version 2. */
export interface ListGroupsRequest {
  readonly api: 'ListGroups'
}

/** A group that a broker coordinates. */
export interface ListedGroup {
  readonly groupId: string
  readonly protocolType: string
}

/** Answers `ListGroupsRequest`. */
export interface ListGroupsResponse {
  readonly api: 'ListGroups'
  readonly errorCode: number
  readonly groups: readonly ListedGroup[]
}

/** The broker's side of ListGroups. */
export const listGroups: Codec<ListGroupsRequest, ListGroupsResponse> = {
  ...{ api: 'ListGroups', key: 16, minVersion: 2, maxVersion: 2 },
  decode: () => ({ api: 'ListGroups' }),
  encode: (writer, { errorCode, groups }) => {
    writer.int32(throttleTimeMs)
    writer.int16(errorCode)
    writer.int32(groups.length)
    for (const { groupId, protocolType } of groups) {
      writer.string(groupId)
      writer.string(protocolType)
    }
  },
}
