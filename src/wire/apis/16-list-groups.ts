/**
 * ListGroups: the groups that this broker coordinates.
 *
 * Source: `ListGroupsRequest.json`, `ListGroupsResponse.json` of apache/kafka.
 */
import type { Codec } from '../codec.ts'
import { array, int16, message, since, string, struct, throttleTimeMs } from '../schema.ts'

/** Which groups. */
export interface ListGroupsRequest {
  readonly api: 'ListGroups'
  /** Only groups in one of these states; none: all groups. */
  readonly statesFilter: readonly string[]
}

/** A group that a broker coordinates. */
export interface ListedGroup {
  readonly groupId: string
  readonly protocolType: string
  readonly groupState: string
}

/** Answers `ListGroupsRequest`. */
export interface ListGroupsResponse {
  readonly api: 'ListGroups'
  readonly errorCode: number
  readonly groups: readonly ListedGroup[]
}

/** ListGroups, as a broker speaks it. */
export const listGroups: Codec<ListGroupsRequest, ListGroupsResponse> = {
  ...{ api: 'ListGroups', key: 16, minVersion: 0, maxVersion: 4, flexibleFrom: 3 },
  request: message('ListGroups', { statesFilter: since(4, array(string), []) }),
  response: message('ListGroups', {
    _throttleTimeMs: throttleTimeMs(1),
    errorCode: int16,
    groups: array(
      struct<ListedGroup>({
        groupId: string,
        protocolType: string,
        groupState: since(4, string, ''),
      }),
    ),
  }),
}
