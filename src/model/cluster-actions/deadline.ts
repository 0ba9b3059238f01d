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
  possible: (_world, engine) => engine.sessionEnds !== null,
  due: ({ cluster, now }, { sessionEnds }) =>
    sessionEnds === null ? Number.POSITIVE_INFINITY : nextDeadline(cluster, sessionEnds, now),
  fire: ({ cluster, ports }, { sessionEnds }) => {
    if (sessionEnds !== null) fireDeadlines(cluster, ports, sessionEnds)
  },
}
