/** A group has waited for its initial rebalance delay. Subjects: the groups. */
import type { Group } from '../group/group.ts'
import { endInitialDelay } from '../group/timers.ts'
import type { ClusterAction } from './cluster-action.ts'
import { fireInGroup } from './group-timer.ts'

export const initialDelay: ClusterAction = {
  kind: 'initial-delay',
  reach: 'cluster',
  count: (world) => world.cluster.groups.length,
  possible: (world, _engine, index) => {
    const group = world.cluster.groups[index] as Group
    return group.initial && group.status === 'PreparingRebalance' && !world.cluster.offsets.loading
  },
  due: (world, _engine, index) => (world.cluster.groups[index] as Group).dueAt,
  fire: (world, _engine, index) => fireInGroup(world, index, endInitialDelay),
}
