/** DescribeGroups: where groups stand, and who their members are. */
import { type DescribedMember, describeGroupsRule } from '../../model/group/describe-groups.ts'
import {
  describeGroups as codec,
  type DescribeGroupsRequest,
  type DescribeGroupsResponse,
} from '../../wire/apis/15-describe-groups.ts'
import { assignmentBytes } from '../assignments.ts'
import type { BrokerApi } from '../broker-api.ts'
import { bytesOf } from '../member-metadata.ts'

const nothing = Buffer.alloc(0)

/** DescribeGroups, between the wire and the model. */
export const describeGroups: BrokerApi<
  'DescribeGroups',
  DescribeGroupsRequest,
  DescribeGroupsResponse
> = {
  codec,
  rule: describeGroupsRule,
  traced: false,
  toModel: ({ api, groups: names }, { groups }) => {
    return { api, groups: names.map((name) => groups.modelName(name)) }
  },
  toWire: (answer, _request, { groups }) => ({
    api: 'DescribeGroups',
    groups: answer.groups.map(({ groupId, status, protocolType, protocol, members }) => ({
      errorCode: 0,
      groupId: groups.userName(groupId),
      groupState: status,
      protocolType,
      protocolData: protocol,
      members: members.map(describedMember),
    })),
  }),
}

function describedMember(member: DescribedMember) {
  const { memberId, groupInstanceId, clientId, metadata, assignment } = member
  return {
    memberId,
    groupInstanceId,
    clientId,
    clientHost: '/127.0.0.1',
    memberMetadata: metadata === null ? nothing : bytesOf(metadata),
    memberAssignment: assignmentBytes(assignment),
  }
}
