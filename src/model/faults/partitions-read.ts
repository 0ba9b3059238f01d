/** The logs of which anybody would miss a record. */
import type { PartitionLog } from '../cluster/partition-log.ts'
import { isTold } from '../cluster/told-topics.ts'
import type { World } from '../world.ts'

/** Those that the group reads: what is lost of another one, nobody would miss. */
export function partitionsRead({ cluster }: World): readonly PartitionLog[] {
  return cluster.partitions.filter(({ topic }) => isTold(cluster, topic))
}
