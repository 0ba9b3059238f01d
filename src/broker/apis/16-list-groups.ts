/** ListGroups: which groups are there? */
import { listGroupsRule } from '../../model/group/list-groups.ts'
import {
  listGroups as codec,
  type ListGroupsRequest,
  type ListGroupsResponse,
} from '../../wire/apis/16-list-groups.ts'
import type { BrokerApi } from '../broker-api.ts'

/** ListGroups, between the wire and the model. */
export const listGroups: BrokerApi<'ListGroups', ListGroupsRequest, ListGroupsResponse> = {
  codec,
  rule: listGroupsRule,
  traced: false,
  toModel: ({ api, statesFilter }) => ({ api, statuses: statesFilter }),
  toWire: (answer, _request, { groups }) => ({
    api: 'ListGroups',
    errorCode: 0,
    groups: answer.groups.map(({ groupId, protocolType, status }) => {
      return { groupId: groups.userName(groupId), protocolType, groupState: status }
    }),
  }),
}
