/**
 * The coordinator's timers where they run by the clock: all of them as one, since what is due at
 * one time happens in the coordinator's own order.
 */
import { fireDeadlines, nextDeadline } from '../group/deadlines.ts'
import type { ClusterAction } from './cluster-action.ts'

export const deadline: ClusterAction = {
  kind: 'deadline',
  reach: 'cluster',
  count: () => 1,
  possible: (_world, engine) => engine.lastHeard !== null,
  due: ({ cluster, now }, { lastHeard }) =>
    lastHeard === null ? Number.POSITIVE_INFINITY : nextDeadline(cluster, lastHeard, now),
  fire: ({ cluster, ports }, { lastHeard }) => {
    if (lastHeard !== null) fireDeadlines(cluster, ports, lastHeard)
  },
}
