/**
 * DescribeGroups, version 2: the state and the members of groups.
 *
 *     Request  => groups:[STRING]
 *     Response => throttle_time_ms:INT32 [groups]
 *       groups => error_code:INT16 group_id:STRING group_state:STRING protocol_type:STRING
 *                 protocol_data:STRING [members]
 *         members => member_id:STRING client_id:STRING client_host:STRING
 *                    member_metadata:BYTES member_assignment:BYTES
 *
 * Source: `DescribeGroupsRequest.json`, `DescribeGroupsResponse.json` of apache/kafka.
 */
import { type Codec, throttleTimeMs } from '../codec.ts'
import type { Writer } from '../writer.ts'

/** DescribeGroups, version 2. */
export interface DescribeGroupsRequest {
  readonly api: 'DescribeGroups'
  readonly groups: readonly string[]
}

/** A member of a described group. */
export interface DescribedMember {
  readonly memberId: string
  readonly clientId: string
  readonly clientHost: string
  readonly memberMetadata: Buffer
  readonly memberAssignment: Buffer
}

/** A described group; `groupState` is one of Kafka's words, such as Stable or Empty. */
export interface DescribedGroup {
  readonly errorCode: number
  readonly groupId: string
  readonly groupState: string
  readonly protocolType: string
  readonly protocolData: string
  readonly members: readonly DescribedMember[]
}

/** Answers `DescribeGroupsRequest`. */
export interface DescribeGroupsResponse {
  readonly api: 'DescribeGroups'
  readonly groups: readonly DescribedGroup[]
}

/** The broker's side of DescribeGroups. */
export const describeGroups: Codec<DescribeGroupsRequest, DescribeGroupsResponse> = {
  ...{ api: 'DescribeGroups', key: 15, minVersion: 2, maxVersion: 2 },
  decode: (reader) => ({ api: 'DescribeGroups', groups: reader.stringArray() }),
  encode: (writer, { groups }) => {
    writer.int32(throttleTimeMs)
    writer.int32(groups.length)
    for (const group of groups) writeGroup(writer, group)
  },
}

function writeGroup(writer: Writer, group: DescribedGroup): void {
  writer.int16(group.errorCode)
  writer.string(group.groupId)
  writer.string(group.groupState)
  writer.string(group.protocolType)
  writer.string(group.protocolData)
  writer.int32(group.members.length)
  for (const member of group.members) {
    writer.string(member.memberId)
    writer.string(member.clientId)
    writer.string(member.clientHost)
    writer.bytes(member.memberMetadata)
    writer.bytes(member.memberAssignment)
  }
}
