/** A new group coordinator has read its log. */
import { finishLoading as readAll } from '../cluster/offsets-failover.ts'
import type { ClusterAction } from './cluster-action.ts'

export const finishLoading: ClusterAction = {
  kind: 'finish-loading',
  reach: 'cluster',
  count: () => 1,
  possible: ({ cluster }) => cluster.offsets.loading,
  due: ({ now }, { brokerMs }) => now + brokerMs,
  fire: ({ cluster, ports }) => readAll(cluster, ports),
}
