/**
 * DeleteGroups: forget groups and what they committed.
 *
 * Source: `DeleteGroupsRequest.json`, `DeleteGroupsResponse.json` of apache/kafka.
 */
import type { Codec } from '../codec.ts'
import { array, int16, message, string, struct, throttleTimeMs } from '../schema.ts'

/** Which groups. */
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

/** DeleteGroups, as a broker speaks it. */
export const deleteGroups: Codec<DeleteGroupsRequest, DeleteGroupsResponse> = {
  ...{ api: 'DeleteGroups', key: 42, minVersion: 0, maxVersion: 2, flexibleFrom: 2 },
  request: message('DeleteGroups', { groupsNames: array(string) }),
  response: message('DeleteGroups', {
    _throttleTimeMs: throttleTimeMs(),
    results: array(struct<DeletedGroup>({ groupId: string, errorCode: int16 })),
  }),
}
