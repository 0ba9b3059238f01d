/**
 * A topic gets one more partition.
 *
 * Behaviour: the partition is there at once, empty, under leader epoch 0. Consumers learn of it
 * when they refresh their metadata; what is produced until then waits for them, or is jumped over
 * by `auto.offset.reset=latest`.
 *
 * Left out: nothing that a consumer sees.
 *
 * Source: reference A.9 (c).
 */
import type { Cluster } from './cluster.ts'
import { createPartition, type PartitionLog } from './partition-log.ts'

/** Adds the next partition of the topic and returns it. */
export function addPartition(cluster: Cluster, topic: string): PartitionLog {
  let count = 0
  for (const log of cluster.partitions) if (log.topic === topic) count += 1
  const added = createPartition(topic, count, cluster.brokers, cluster.createRecords?.())
  cluster.partitions.push(added)
  cluster.metadataVersion += 1
  return added
}
