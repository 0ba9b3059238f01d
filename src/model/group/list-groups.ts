/**
 * ListGroups (key 16).
 *
 * Behaviour: any broker tells the names of all groups and of what protocol type they are, in the
 * order in which they were made.
 * Left out: that each broker knows those that it coordinates only; filters by status.
 * Source: reference C.10; `GroupCoordinatorService.listGroups`.
 */
import type { KafkaErrorCode } from '../errors.ts'
import type { Rule } from '../network/rule.ts'

/** A group by its name; of one that never had members nobody said of what type it is (''). */
export interface ListedGroup {
  readonly groupId: string
  readonly protocolType: string
}

declare module '../network/requests.ts' {
  interface WireOnlyApis {
    ListGroups: {
      request: { readonly api: 'ListGroups' }
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
  handle: ({ groups }) => ({
    api: 'ListGroups',
    error: 'NONE',
    groups: groups.map(({ groupId, protocolType }) => ({ groupId, protocolType })),
  }),
  count: 'errors',
}
