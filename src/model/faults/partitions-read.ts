/** The logs of which anybody would miss a record. */
import type { PartitionLog } from '../cluster/partition-log.ts'
import type { World } from '../world.ts'

/** Those of the run's topic: what is lost of another one, nobody would miss. */
export function partitionsRead({ cluster }: World): readonly PartitionLog[] {
  return cluster.partitions.filter(({ topic }) => topic === cluster.topic)
}
