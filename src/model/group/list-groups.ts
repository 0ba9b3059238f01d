/**
 * ListGroups (key 16).
 *
 * Behaviour: any broker tells the names of all groups and of what protocol type they are, in the
 * order in which they were made; on demand only those of some statuses, whose names are compared
 * without regard to case.
 * Left out: that each broker knows those that it coordinates only.
 * Source: reference C.10; `GroupCoordinatorService.listGroups`.
 */
import type { KafkaErrorCode } from '../errors.ts'
import type { Rule } from '../network/rule.ts'
import type { GroupStatus } from './group.ts'

/** A group by its name; of one that never had members nobody said of what type it is (''). */
export interface ListedGroup {
  readonly groupId: string
  readonly protocolType: string
  readonly status: GroupStatus
}

declare module '../network/requests.ts' {
  interface WireOnlyApis {
    ListGroups: {
      request: {
        readonly api: 'ListGroups'
        /** Empty: groups of any status. */
        readonly statuses: readonly string[]
      }
      response: {
        readonly api: 'ListGroups'
        readonly error: KafkaErrorCode
        readonly groups: readonly ListedGroup[]
      }
    }
  }
}

/** The rule of ListGroups. */
export const listGroupsRule: Rule<'ListGroups'> = {
  api: 'ListGroups',
  key: 16,
  coordinator: 'none',
  changes: 'nothing',
  refuse: (_request, error) => ({ api: 'ListGroups', error, groups: [] }),
  handle: ({ groups }, _ports, _broker, { statuses }) => ({
    api: 'ListGroups',
    error: 'NONE',
    groups: groups
      .filter(({ status }) => statuses.length === 0 || isOneOf(status, statuses))
      .map(({ groupId, protocolType, status }) => ({ groupId, protocolType, status })),
  }),
  count: 'errors',
}

function isOneOf(status: GroupStatus, names: readonly string[]): boolean {
  return names.some((name) => name.toLowerCase() === status.toLowerCase())
}
