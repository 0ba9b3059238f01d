/** The join phase ends without absent members. Subjects: the groups. */
import type { Group } from '../group/group.ts'
import { expireRebalance } from '../group/timers.ts'
import type { ClusterAction } from './cluster-action.ts'
import { fireInGroup, waitsForAbsent } from './group-timer.ts'

export const rebalanceExpires: ClusterAction = {
  kind: 'rebalance-expires',
  reach: 'cluster',
  count: ({ cluster }) => cluster.groups.length,
  possible: (world, _engine, index) => {
    const group = world.cluster.groups[index] as Group
    if (group.status !== 'PreparingRebalance' || group.initial) return false
    return !world.cluster.offsets.loading && waitsForAbsent(world, group)
  },
  due: ({ cluster }, _engine, index) => (cluster.groups[index] as Group).dueAt,
  fire: (world, _engine, index) => fireInGroup(world, index, expireRebalance),
}
