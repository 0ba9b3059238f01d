/** A group has waited for its initial rebalance delay. Subjects: the groups. */
import type { Group } from '../group/group.ts'
import { endInitialDelay } from '../group/timers.ts'
import type { ClusterAction } from './cluster-action.ts'
import { fireInGroup } from './group-timer.ts'

export const initialDelay: ClusterAction = {
  kind: 'initial-delay',
  reach: 'cluster',
  count: ({ cluster }) => cluster.groups.length,
  possible: ({ cluster }, { lastHeard }, index) => {
    const group = cluster.groups[index] as Group
    if (!group.initial || group.status !== 'PreparingRebalance') return false
    return lastHeard === null && !cluster.offsets.loading
  },
  due: ({ cluster }, _engine, index) => (cluster.groups[index] as Group).dueAt,
  fire: (world, _engine, index) => fireInGroup(world, index, endInitialDelay),
}
