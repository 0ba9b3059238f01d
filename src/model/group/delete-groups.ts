/**
 * DeleteGroups (key 42).
 *
 * Behaviour: a group without members goes, with all its offsets, those of transactions under way,
 * too. One with members stays (NON_EMPTY_GROUP). The group that a run is judged by is not deleted:
 * that is refused with GROUP_AUTHORIZATION_FAILED.
 * Left out: the wait until the deletion is replicated.
 * Source: reference C.10; `ClassicGroup.validateDeleteGroup`,
 * `OffsetMetadataManager.deleteAllOffsets`; a real broker answers so, see `conformance/`.
 */
import type { Cluster, Ports } from '../cluster/cluster.ts'
import { replicateLog } from '../cluster/offsets-log.ts'
import type { KafkaErrorCode } from '../errors.ts'
import type { Rule } from '../network/rule.ts'
import { groupId as watched } from '../scenario.ts'
import { findGroup } from './group.ts'
import { removeGroup } from './restore-groups.ts'

declare module '../network/requests.ts' {
  interface WireOnlyApis {
    DeleteGroups: {
      request: { readonly api: 'DeleteGroups'; readonly groups: readonly string[] }
      response: {
        readonly api: 'DeleteGroups'
        /** Of the whole request, or of the first group that stays. */
        readonly error: KafkaErrorCode
        /** One per group; absent: the whole request is refused. */
        readonly each?: readonly KafkaErrorCode[]
      }
    }
  }
}

/** Deletes a group. Returns NONE, or why it stays. */
function deleteGroup(cluster: Cluster, ports: Ports, groupId: string): KafkaErrorCode {
  if (groupId === watched) return 'GROUP_AUTHORIZATION_FAILED'
  if (cluster.offsets.loading) return 'COORDINATOR_LOAD_IN_PROGRESS'
  const group = findGroup(cluster.groups, groupId)
  if (group === null || group.status === 'Dead') return 'GROUP_ID_NOT_FOUND'
  if (group.status !== 'Empty') return 'NON_EMPTY_GROUP'
  cluster.offsets.log.push({ kind: 'group-deleted', groupId })
  replicateLog(cluster.offsets, ports)
  removeGroup(cluster, groupId)
  return 'NONE'
}

/** The rule of DeleteGroups. */
export const deleteGroupsRule: Rule<'DeleteGroups'> = {
  api: 'DeleteGroups',
  key: 42,
  coordinator: 'none',
  changes: 'group',
  refuse: (_request, error) => ({ api: 'DeleteGroups', error }),
  handle: (cluster, ports, broker, { groups }) => {
    const each = groups.map((groupId) =>
      broker === cluster.offsets.leader ? deleteGroup(cluster, ports, groupId) : 'NOT_COORDINATOR',
    )
    return { api: 'DeleteGroups', error: each.find((error) => error !== 'NONE') ?? 'NONE', each }
  },
  count: 'errors',
}
