/**
 * DeleteGroups (key 42).
 *
 * Behaviour: refused with GROUP_AUTHORIZATION_FAILED. A group with members cannot be deleted in
 * Kafka either, and one without would take with it what the run is judged by.
 * Left out: deleting.
 * Source: reference C.10; `GroupCoordinatorService.deleteGroups`.
 */
import type { KafkaErrorCode } from '../errors.ts'
import type { Rule } from '../network/rule.ts'

declare module '../network/requests.ts' {
  interface WireOnlyApis {
    DeleteGroups: {
      request: { readonly api: 'DeleteGroups' }
      response: { readonly api: 'DeleteGroups'; readonly error: KafkaErrorCode }
    }
  }
}

/** The rule of DeleteGroups. */
export const deleteGroupsRule: Rule<'DeleteGroups'> = {
  api: 'DeleteGroups',
  key: 42,
  coordinator: 'none',
  changes: 'nothing',
  refuse: (_request, error) => ({ api: 'DeleteGroups', error }),
  handle: () => ({ api: 'DeleteGroups', error: 'GROUP_AUTHORIZATION_FAILED' }),
  count: 'errors',
}
