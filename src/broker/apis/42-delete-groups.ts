/** DeleteGroups: the same answer for each group. */
import { deleteGroupsRule } from '../../model/group/delete-groups.ts'
import {
  deleteGroups as codec,
  type DeleteGroupsRequest,
  type DeleteGroupsResponse,
} from '../../wire/apis/42-delete-groups.ts'
import type { BrokerApi } from '../broker-api.ts'
import { numberOf } from '../errors.ts'

/** DeleteGroups, between the wire and the model. */
export const deleteGroups: BrokerApi<'DeleteGroups', DeleteGroupsRequest, DeleteGroupsResponse> = {
  codec,
  rule: deleteGroupsRule,
  traced: false,
  toModel: ({ api }) => ({ api }),
  toWire: ({ api, error }, { groupsNames }) => ({
    api,
    results: groupsNames.map((groupId) => ({ groupId, errorCode: numberOf(error) })),
  }),
}
