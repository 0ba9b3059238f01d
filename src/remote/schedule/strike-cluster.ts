/** Faults of networks and brokers: the cluster makes them happen by itself. */
import type { InFlight } from '../../broker/host.ts'
import { moveLeader } from '../../model/cluster/leaders.ts'
import { moveCoordinator } from '../../model/cluster/offsets-failover.ts'
import { answerDue, findMessage, remove } from '../../model/network/network.ts'
import { type Moment, momentWords } from '../moments/moment.ts'
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
      if (fault === 'commit-lost') dropRequest(cluster, asked)
      access.cut(asked.connection.connection)
      return true
    case 'commit-refused':
      tell(at.member, error ?? '')
      refuse(cluster, asked, error)
      return true
    case 'disconnect':
      tell(at.member)
      access.cut()
      return true
    case 'coordinator-failover':
      moveCoordinatorOn(cluster, tell)
      return true
    case 'leader-failover':
      moveLeaderOn(cluster, at, tell)
      return true
    default:
      return false
  }
}

/** The request never reaches its broker. */
export function dropRequest({ host }: WatchedCluster, asked: InFlight): void {
  const message = findMessage(host.world, asked.ticket)
  if (message === undefined) return
  remove(host.world, message)
  host.inFlight.delete(asked.ticket)
  asked.connection.client.unanswered(asked)
}

function refuse(
  { world }: WatchedCluster,
  asked: InFlight | null,
  error: PlannedFault['error'],
): void {
  const message = asked === null ? undefined : findMessage(world, asked.ticket)
  if (message === undefined || error === null) return
  message.response = message.rule.refuse(message.request, error)
  message.status = 'answered'
  message.due = answerDue(world, message.broker)
}

function moveCoordinatorOn({ world }: WatchedCluster, tell: Tell): void {
  const { offsets, brokers } = world.cluster
  if (brokers < 2 || offsets.loading) return
  const broker = (offsets.leader + 1) % brokers
  tell(null, `to broker ${broker}`)
  const tail = offsets.log.length - offsets.highWatermark
  moveCoordinator(world.cluster, world.ports, broker, tail)
}

function moveLeaderOn({ world, logs }: WatchedCluster, { nth }: Moment, tell: Tell): void {
  const log = logs[(nth - 1) % logs.length]
  const at = log?.inSync.indexOf(log.leader) ?? -1
  const broker = log?.inSync[(at + 1) % log.inSync.length]
  if (log === undefined || broker === undefined || broker === log.leader) return
  tell(null, `${log.topic}-${log.partition} to broker ${broker}`)
  moveLeader(world.cluster, world.ports, log, broker)
}
