/**
 * JoinGroup: become a member, or stay one in the next generation.
 *
 * Behaviour: the broker passes a member's metadata on as the bytes they were; it looks inside for
 * the topics only, and a user's own assignor may have written anything there. Clients that know no
 * rebalance timeout have that of their session.
 * Source: `JoinGroupRequest.maybeOverrideRebalanceTimeout`, `requiresKnownMemberId`,
 * `supportsSkippingAssignment`.
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

/** Versions from which on the wire has it. */
const since = { rebalanceTimeout: 1, memberIdRequired: 4, skipAssignment: 9 } as const

/** JoinGroup, between the wire and the model. */
export const joinGroup: BrokerApi<'JoinGroup', JoinGroupRequest, JoinGroupResponse> = {
  codec,
  rule: joinGroupRule,
  traced: true,
  toModel: (wire, { client, groups, version }) => {
    const { api, memberId, groupInstanceId, protocolType, sessionTimeoutMs } = wire
    return {
      ...{ api, memberId, groupInstanceId, protocolType, sessionTimeoutMs },
      rebalanceTimeoutMs:
        version < since.rebalanceTimeout ? sessionTimeoutMs : wire.rebalanceTimeoutMs,
      ...(version < since.memberIdRequired ? { needsNoId: true } : {}),
      clientId: client.name,
      groupId: groups.modelName(wire.groupId),
      protocols: wire.protocols.map(({ name, metadata }) => {
        return { name, metadata: metadataOf(metadata) }
      }),
    }
  },
  toWire: (answer, { protocolType }, { version }) => {
    const { api, error, memberId, members, ledAs } = answer
    const canSkip = version >= since.skipAssignment
    const joined = error === 'NONE'
    return {
      ...{ api, errorCode: numberOf(error), generationId: answer.generation, memberId },
      ...{
        protocolType: joined ? protocolType : null,
        protocolName: joined ? answer.protocol : null,
      },
      // A leader that cannot be told to keep the assignment leads no more.
      leader: canSkip ? answer.leader : (ledAs ?? answer.leader),
      skipAssignment: answer.skipAssignment,
      members: (canSkip || ledAs === undefined ? members : []).map(({ metadata, ...member }) => {
        return { ...member, metadata: bytesOf(metadata) }
      }),
    }
  },
}
