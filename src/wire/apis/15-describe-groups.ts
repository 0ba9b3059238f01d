/**
 * DescribeGroups: the state and the members of groups.
 *
 * Left out: authorised operations, which are never known.
 * Source: `DescribeGroupsRequest.json`, `DescribeGroupsResponse.json` of apache/kafka.
 */
import type { Codec } from '../codec.ts'
import {
  always,
  array,
  boolean,
  bytes,
  int16,
  int32,
  message,
  nullableString,
  since,
  string,
  struct,
  throttleTimeMs,
} from '../schema.ts'

/** Which groups. */
export interface DescribeGroupsRequest {
  readonly api: 'DescribeGroups'
  readonly groups: readonly string[]
}

/** A member of a described group. */
export interface DescribedMember {
  readonly memberId: string
  readonly groupInstanceId: string | null
  readonly clientId: string
  readonly clientHost: string
  readonly memberMetadata: Buffer
  readonly memberAssignment: Buffer
}

/** A described group; `groupState` is one of Kafka's words, such as Stable or Empty. */
export interface DescribedGroup {
  readonly errorCode: number
  readonly groupId: string
  readonly groupState: string
  readonly protocolType: string
  readonly protocolData: string
  readonly members: readonly DescribedMember[]
}

/** Answers `DescribeGroupsRequest`. */
export interface DescribeGroupsResponse {
  readonly api: 'DescribeGroups'
  readonly groups: readonly DescribedGroup[]
}

/** Nobody asked for the operations that one may do. */
const notAsked = -(2 ** 31)

/** DescribeGroups, as a broker speaks it. */
export const describeGroups: Codec<DescribeGroupsRequest, DescribeGroupsResponse> = {
  ...{ api: 'DescribeGroups', key: 15, minVersion: 0, maxVersion: 5, flexibleFrom: 5 },
  request: message('DescribeGroups', {
    groups: array(string),
    _includeAuthorizedOperations: always(boolean, false, 3),
  }),
  response: message('DescribeGroups', {
    _throttleTimeMs: throttleTimeMs(1),
    groups: array(
      struct<DescribedGroup>({
        errorCode: int16,
        groupId: string,
        groupState: string,
        protocolType: string,
        protocolData: string,
        members: array(
          struct<DescribedMember>({
            memberId: string,
            groupInstanceId: since(4, nullableString, null),
            clientId: string,
            clientHost: string,
            memberMetadata: bytes,
            memberAssignment: bytes,
          }),
        ),
        _authorizedOperations: always(int32, notAsked, 3),
      }),
    ),
  }),
}
