/** How the simulated cluster reports back to a history that tells of one group. */
import type { Ports } from '../../model/cluster/cluster.ts'
import { type SessionEnds, timingPorts } from '../../model/group/deadlines.ts'
import { createPorts } from '../../model/ports.ts'
import type { World } from '../../model/world.ts'

/** What groups other than the watched one commit is not told: it has no number. */
export function watchedPorts(late: () => World, sessionEnds: SessionEnds): Ports {
  const ports = timingPorts(createPorts(late), sessionEnds)
  return {
    ...ports,
    commitApplied: (commit, topic, partition, offset, previous) => {
      if (commit >= 0) ports.commitApplied(commit, topic, partition, offset, previous)
    },
  }
}
