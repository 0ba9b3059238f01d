/** SyncGroup: the leader's assignment goes out to everybody. */
import { syncGroupRule } from '../../model/group/sync-group.ts'
import {
  syncGroup as codec,
  type SyncGroupRequest,
  type SyncGroupResponse,
} from '../../wire/apis/14-sync-group.ts'
import { assignmentBytes, assignmentOf } from '../assignments.ts'
import type { BrokerApi } from '../broker-api.ts'
import { numberOf } from '../errors.ts'

const nothing = Buffer.alloc(0)

/** SyncGroup, between the wire and the model. */
export const syncGroup: BrokerApi<'SyncGroup', SyncGroupRequest, SyncGroupResponse> = {
  codec,
  rule: syncGroupRule,
  traced: true,
  toModel: (wire, { groups }) => {
    const { api, groupId, generationId, memberId, groupInstanceId } = wire
    return {
      ...{ api, memberId, groupInstanceId, generation: generationId },
      groupId: groups.modelName(groupId),
      assignments: wire.assignments.map((share) => {
        return { memberId: share.memberId, partitions: assignmentOf(share.assignment) }
      }),
    }
  },
  toWire: ({ api, error, assignment }) => ({
    api,
    errorCode: numberOf(error),
    assignment: error === 'NONE' ? assignmentBytes(assignment) : nothing,
  }),
}
