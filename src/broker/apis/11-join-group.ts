/**
 * JoinGroup: become a member, or stay one in the next generation.
 *
 * Behaviour: the broker passes a member's metadata on as the bytes they were; it looks inside for
 * the topics only, and a user's own assignor may have written anything there.
 */
import { joinGroupRule } from '../../model/group/join-group.ts'
import {
  joinGroup as codec,
  type JoinGroupRequest,
  type JoinGroupResponse,
} from '../../wire/apis/11-join-group.ts'
import type { BrokerApi } from '../broker-api.ts'
import { numberOf } from '../errors.ts'
import { bytesOf, metadataOf } from '../member-metadata.ts'

/** JoinGroup, between the wire and the model. */
export const joinGroup: BrokerApi<'JoinGroup', JoinGroupRequest, JoinGroupResponse> = {
  codec,
  rule: joinGroupRule,
  traced: true,
  toModel: (wire, { client, groups }) => {
    const { api, memberId, groupInstanceId, protocolType } = wire
    const { sessionTimeoutMs, rebalanceTimeoutMs } = wire
    return {
      ...{ api, memberId, groupInstanceId, protocolType, sessionTimeoutMs, rebalanceTimeoutMs },
      clientId: client.name,
      groupId: groups.modelName(wire.groupId),
      protocols: wire.protocols.map(({ name, metadata }) => {
        return { name, metadata: metadataOf(metadata) }
      }),
    }
  },
  toWire: ({ api, error, generation, protocol, leader, memberId, members, ledAs }) => ({
    ...{ api, errorCode: numberOf(error), leader: ledAs ?? leader, memberId },
    generationId: generation,
    protocolName: protocol,
    // Below version 9 a leader cannot be told to keep the assignment: it leads no more.
    members: (ledAs === undefined ? members : []).map(({ metadata, ...member }) => {
      return { ...member, metadata: bytesOf(metadata) }
    }),
  }),
}
