/** The offsets topic replicates what was appended, unless its coordinator is still loading. */
import { offsetsToReplicate, replicateOffsets } from '../cluster/offsets-topic.ts'
import type { ClusterAction } from './cluster-action.ts'

export const replicate: ClusterAction = {
  kind: 'replicate',
  reach: 'cluster',
  count: () => 1,
  possible: (world) => offsetsToReplicate(world.cluster) && !world.cluster.offsets.loading,
  due: (world, engine) => world.now + engine.brokerMs,
  fire: ({ cluster, ports }) => replicateOffsets(cluster, ports),
}
