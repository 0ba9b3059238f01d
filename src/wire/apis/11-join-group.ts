/**
 * JoinGroup, version 5: become a member, or stay one in the next generation.
 *
 *     Request  => group_id:STRING session_timeout_ms:INT32 rebalance_timeout_ms:INT32
 *                 member_id:STRING group_instance_id:NULLABLE_STRING protocol_type:STRING
 *                 [protocols]
 *       protocols => name:STRING metadata:BYTES
 *     Response => throttle_time_ms:INT32 error_code:INT16 generation_id:INT32
 *                 protocol_name:STRING leader:STRING member_id:STRING [members]
 *       members => member_id:STRING group_instance_id:NULLABLE_STRING metadata:BYTES
 *
 * Source: `JoinGroupRequest.json`, `JoinGroupResponse.json` of apache/kafka.
 */
import { type Codec, throttleTimeMs } from '../codec.ts'
import type { Reader } from '../reader.ts'

/** An assignor that a member offers, with its subscription as bytes (`consumer-protocol.ts`). */
export interface JoinGroupProtocol {
  readonly name: string
  readonly metadata: Buffer
}

/** JoinGroup, version 5. */
export interface JoinGroupRequest {
  readonly api: 'JoinGroup'
  readonly groupId: string
  readonly sessionTimeoutMs: number
  readonly rebalanceTimeoutMs: number
  readonly memberId: string
  readonly groupInstanceId: string | null
  readonly protocolType: string
  readonly protocols: readonly JoinGroupProtocol[]
}

/** A member, as the leader is told of it. */
export interface JoinGroupMember {
  readonly memberId: string
  readonly groupInstanceId: string | null
  readonly metadata: Buffer
}

/** Answers `JoinGroupRequest`; only the leader is told the members. */
export interface JoinGroupResponse {
  readonly api: 'JoinGroup'
  readonly errorCode: number
  readonly generationId: number
  readonly protocolName: string
  readonly leader: string
  readonly memberId: string
  readonly members: readonly JoinGroupMember[]
}

/** The broker's side of JoinGroup. */
export const joinGroup: Codec<JoinGroupRequest, JoinGroupResponse> = {
  ...{ api: 'JoinGroup', key: 11, minVersion: 5, maxVersion: 5 },
  decode: (reader) => ({
    api: 'JoinGroup',
    groupId: reader.string(),
    sessionTimeoutMs: reader.int32(),
    rebalanceTimeoutMs: reader.int32(),
    memberId: reader.string(),
    groupInstanceId: reader.nullableString(),
    protocolType: reader.string(),
    protocols: reader.array(readProtocol),
  }),
  encode: (writer, response) => {
    writer.int32(throttleTimeMs)
    writer.int16(response.errorCode)
    writer.int32(response.generationId)
    writer.string(response.protocolName)
    writer.string(response.leader)
    writer.string(response.memberId)
    writer.int32(response.members.length)
    for (const { memberId, groupInstanceId, metadata } of response.members) {
      writer.string(memberId)
      writer.nullableString(groupInstanceId)
      writer.bytes(metadata)
    }
  },
}

function readProtocol(reader: Reader): JoinGroupProtocol {
  return { name: reader.string(), metadata: reader.bytes() }
}
