/** The high watermark of a partition reaches the end of its log. Subjects: the partitions. */
import { replicate } from '../cluster/append.ts'
import type { PartitionLog } from '../cluster/partition-log.ts'
import type { ClusterAction } from './cluster-action.ts'

export const catchUp: ClusterAction = {
  kind: 'catch-up',
  reach: 'cluster',
  count: (world) => world.cluster.partitions.length,
  possible: (world, _engine, partition) => {
    const log = world.cluster.partitions[partition] as PartitionLog
    return log.highWatermark < log.logEnd
  },
  due: (world, engine) => world.now + engine.brokerMs,
  fire: ({ cluster, ports }, _engine, partition) => {
    const log = cluster.partitions[partition]
    if (log === undefined) throw new Error(`no partition ${partition}`)
    replicate(cluster, ports, log)
  },
}
