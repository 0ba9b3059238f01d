/** What a run of kafkajs makes of what its cluster reports: what of it is progress. */
import type { Ports } from '../../model/cluster/cluster.ts'
import type { World } from '../../model/world.ts'
import type { HandOns } from './hand-ons.ts'

/** The ports, listened to; `highest`: the highest offset that was committed, by partition. */
export function watchingPorts(
  ports: Ports,
  world: () => World,
  highest: Map<string, number>,
  handOns: HandOns,
): Ports {
  return {
    ...ports,
    // What groups other than the watched one commit is not told: it has no number.
    commitApplied: (commit, topic, partition, offset, previous) => {
      if (commit < 0) return
      const before = world().progress
      ports.commitApplied(commit, topic, partition, offset, previous)
      // Nothing is achieved by going back, nor by going where the group was: two members may commit
      // a partition to and fro for ever.
      const key = `${topic}-${partition}`
      if (offset <= (highest.get(key) ?? -1)) world().progress = before
      else highest.set(key, offset)
    },
    transactionEnded: (producerId, producerEpoch, committed, reason) => {
      const before = world().progress
      ports.transactionEnded(producerId, producerEpoch, committed, reason)
      // Nothing is achieved by an abort: a service may abort and begin again for ever.
      if (!committed) world().progress = before
      handOns.settle()
    },
  }
}
