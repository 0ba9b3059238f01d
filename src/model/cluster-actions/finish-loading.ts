/** A new group coordinator has read its log. */
import { finishLoading as readAll } from '../cluster/offsets-failover.ts'
import type { ClusterAction } from './cluster-action.ts'

export const finishLoading: ClusterAction = {
  kind: 'finish-loading',
  reach: 'cluster',
  count: () => 1,
  possible: (world) => world.cluster.offsets.loading,
  due: (world, engine) => world.now + engine.brokerMs,
  fire: ({ cluster, ports }) => readAll(cluster, ports),
}
