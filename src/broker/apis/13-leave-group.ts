/**
 * LeaveGroup: kafkajs leaves for one member at a time.
 *
 * Behaviour: clients that cannot leave for several are told the error of the one.
 * Source: `LeaveGroupResponse` of apache/kafka.
 */
import { leaveGroupRule } from '../../model/group/leave-group.ts'
import {
  leaveGroup as codec,
  type LeaveGroupRequest,
  type LeaveGroupResponse,
} from '../../wire/apis/13-leave-group.ts'
import type { BrokerApi } from '../broker-api.ts'
import { numberOf } from '../errors.ts'

const membersSince = 3

/** LeaveGroup, between the wire and the model. */
export const leaveGroup: BrokerApi<'LeaveGroup', LeaveGroupRequest, LeaveGroupResponse> = {
  codec,
  rule: leaveGroupRule,
  traced: true,
  toModel: ({ api, groupId, members }, { groups }) => {
    return { api, groupId: groups.modelName(groupId), members }
  },
  toWire: ({ api, error, each }, { members }, { version }) => ({
    api,
    errorCode: each === undefined || version < membersSince ? numberOf(error) : 0,
    members:
      each === undefined
        ? []
        : members.map((member, i) => ({ ...member, errorCode: numberOf(each[i] ?? error) })),
  }),
}
