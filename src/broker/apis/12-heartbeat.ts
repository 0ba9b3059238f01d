/** Heartbeat: am I still a member? */
import { heartbeatRule } from '../../model/group/heartbeat.ts'
import {
  heartbeat as codec,
  type HeartbeatRequest,
  type HeartbeatResponse,
} from '../../wire/apis/12-heartbeat.ts'
import type { BrokerApi } from '../broker-api.ts'
import { numberOf } from '../errors.ts'

/** Heartbeat, between the wire and the model. */
export const heartbeat: BrokerApi<'Heartbeat', HeartbeatRequest, HeartbeatResponse> = {
  codec,
  rule: heartbeatRule,
  traced: true,
  toModel: ({ api, groupId, generationId, memberId, groupInstanceId }, { groups }) => ({
    ...{ api, memberId, groupInstanceId, generation: generationId },
    groupId: groups.modelName(groupId),
  }),
  toWire: ({ api, error }) => ({ api, errorCode: numberOf(error) }),
}
