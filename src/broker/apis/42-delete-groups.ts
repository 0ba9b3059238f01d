/** DeleteGroups: groups without members go. */
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
  toModel: ({ api, groupsNames }, { groups }) => {
    return { api, groups: groupsNames.map((name) => groups.modelName(name)) }
  },
  toWire: ({ api, error, each }, { groupsNames }) => ({
    api,
    results: groupsNames.map((groupId, i) => {
      return { groupId, errorCode: numberOf(each?.[i] ?? error) }
    }),
  }),
}
