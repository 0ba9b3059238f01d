/**
 * DescribeGroups (key 15).
 *
 * Behaviour: any broker tells where a group stands and who its members are; a group that nobody has
 * used is Dead. What members subscribe to, and by which assignor, is told of Stable groups only.
 * Brokers of 3.9 tell assignments of Stable groups only.
 * Left out: NOT_COORDINATOR, authorised operations.
 * Source: reference C.10; `GroupCoordinatorService.describeGroups`.
 */

import { isBroker39 } from '../cluster/broker-version.ts'
import type { KafkaErrorCode } from '../errors.ts'
import type { SubscriptionMetadata } from '../network/client-requests.ts'
import type { Rule } from '../network/rule.ts'
import type { TopicPartition } from '../topic-partition.ts'
import { findGroup, type GroupMember, type GroupStatus } from './group.ts'
import { metadataOf } from './protocols.ts'

/** A group as an administrator sees it. */
export interface DescribedGroup {
  readonly groupId: string
  readonly status: GroupStatus
  /** '' if it has never had members. */
  readonly protocolType: string
  readonly protocol: string
  readonly members: readonly DescribedMember[]
}

/** A member as an administrator sees it. */
export interface DescribedMember {
  readonly memberId: string
  readonly groupInstanceId: string | null
  readonly clientId: string
  /** For the chosen assignor; null: the group is not Stable. */
  readonly metadata: SubscriptionMetadata | null
  readonly assignment: readonly TopicPartition[]
}

declare module '../network/requests.ts' {
  interface WireOnlyApis {
    DescribeGroups: {
      request: { readonly api: 'DescribeGroups'; readonly groups: readonly string[] }
      response: {
        readonly api: 'DescribeGroups'
        readonly error: KafkaErrorCode
        readonly groups: readonly DescribedGroup[]
      }
    }
  }
}

/** The rule of DescribeGroups. */
export const describeGroupsRule: Rule<'DescribeGroups'> = {
  api: 'DescribeGroups',
  key: 15,
  coordinator: 'none',
  changes: 'nothing',
  refuse: (_request, error) => ({ api: 'DescribeGroups', error, groups: [] }),
  handle: (cluster, _ports, _broker, request) => ({
    api: 'DescribeGroups',
    error: 'NONE',
    groups: request.groups.map((groupId) => {
      const group = findGroup(cluster.groups, groupId)
      const { status = 'Dead', protocolType = '', protocol = '' } = group ?? {}
      const isStable = status === 'Stable'
      const members = (group?.members ?? []).map((member) =>
        describe(member, protocol, isStable, isStable || !isBroker39(cluster)),
      )
      const chosen = isStable ? protocol : ''
      return { groupId, status, protocolType, protocol: chosen, members }
    }),
  }),
  count: 'errors',
}

function describe(
  member: GroupMember,
  protocol: string,
  isStable: boolean,
  tellsAssignment: boolean,
): DescribedMember {
  const { memberId, groupInstanceId, clientId, assignment } = member
  return {
    memberId,
    groupInstanceId,
    clientId,
    metadata: isStable ? metadataOf(member, protocol) : null,
    assignment: tellsAssignment ? assignment : [],
  }
}
