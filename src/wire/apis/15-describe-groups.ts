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
import type { DescribedGroup } from '../messages.ts'
import type { Writer } from '../writer.ts'

/** The broker's side of DescribeGroups. */
export const describeGroups: Codec<'DescribeGroups'> = {
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
