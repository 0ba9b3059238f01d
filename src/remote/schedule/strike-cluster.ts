/** Faults of networks and brokers: the cluster makes them happen by itself. */
import type { InFlight } from '../../broker/host.ts'
import { momentWords } from '../moments/moment.ts'
import type { PlannedFault } from '../moments/remote-faults.ts'
import type { Access, WatchedCluster } from '../watching/watched-cluster.ts'

/** Tells the history that a fault hits a process, or none; `detail`: usually the moment. */
type Tell = (hit: string | null, detail?: string) => void

/** The history is told of the fault. */
export function tellingOf({ world }: WatchedCluster, { fault, at }: PlannedFault): Tell {
  return (member, detail = momentWords(at)) => {
    world.emit({ kind: 'fault', time: world.now, fault, member, detail })
  }
}

/**
 * The fault happens to the process of that access; `asked`: the request that the moment is about.
 * False: it is a fault of processes, and nothing happens.
 */
export function strikeCluster(
  cluster: WatchedCluster,
  planned: PlannedFault,
  asked: InFlight | null,
  access: Access,
): boolean {
  const { fault, at, error } = planned
  const tell = tellingOf(cluster, planned)
  switch (fault) {
    case 'commit-lost':
    case 'commit-unanswered':
      tell(at.member)
      if (asked === null) return true
      if (fault === 'commit-lost') cluster.drop(asked)
      access.cut(asked.connection.connection)
      return true
    case 'commit-refused':
      tell(at.member, error ?? '')
      if (asked !== null && error !== null) cluster.refuse(asked, error)
      return true
    case 'disconnect':
      tell(at.member)
      access.cut()
      return true
    case 'coordinator-failover':
      cluster.moveCoordinator((detail) => tell(null, detail))
      return true
    case 'leader-failover':
      cluster.moveLeader(at.nth, (detail) => tell(null, detail))
      return true
    default:
      return false
  }
}
