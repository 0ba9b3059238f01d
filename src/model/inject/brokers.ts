/**
 * Faults of connections, brokers and logs.
 *
 * Source: reference A.9 to A.12.
 */
import { detailQuestion } from '../choices.ts'
import { addPartition } from '../cluster/add-partition.ts'
import { uncleanElection as electUnclean, moveLeader } from '../cluster/leaders.ts'
import { loseOffsets, moveCoordinator } from '../cluster/offsets-failover.ts'
import type { PartitionLog } from '../cluster/partition-log.ts'
import { deleteBelow } from '../cluster/retention.ts'
import { kill } from '../instance/ending.ts'
import { changesCluster } from '../network/message.ts'
import { breakUnder, leaveBehind, reconnect } from '../network/network.ts'
import { abortTimedOut, ongoingTransactions } from '../transactions/timeout.ts'
import type { World } from '../world.ts'
import type { Fault, Target } from './fault.ts'
import { askToStop } from './instances.ts'

/** A connection breaks: what was under way is lost, or applied without an answer. */
export const disconnect: Fault = {
  name: 'disconnect',
  targets: (world) => {
    const connections: number[] = []
    for (const { connection, instance } of world.messages) {
      const live = world.instances[instance]?.status === 'live'
      if (live && connection >= 0 && !connections.includes(connection)) connections.push(connection)
    }
    return connections.map((connection) => {
      const first = world.messages.find((message) => message.connection === connection)
      const member = world.instances[first?.instance ?? -1]?.name ?? null
      return {
        member,
        strike: (tell, choices) => {
          const arrived = choices.choose(2, detailQuestion) === 1
          const place = `to broker ${first?.broker ?? 0}`
          tell(arrived ? `${place}, what was sent had arrived` : place)
          cut(world, connection, arrived)
        },
      }
    })
  },
}

function cut(world: World, connection: number, arrived: boolean): void {
  const struck = world.messages.filter((message) => message.connection === connection)
  const instance = world.instances[struck[0]?.instance ?? -1]
  if (instance !== undefined) reconnect(instance, connection)
  for (const message of struck) {
    const lasting = message.status === 'sent' && changesCluster(message)
    if (lasting && arrived) leaveBehind(world, message, world.now, false)
    breakUnder(world, message, world.now + 1)
  }
}

/** The group coordinator moves; what was not replicated may survive. */
export const coordinatorFailover: Fault = {
  name: 'coordinator-failover',
  targets: (world) => {
    const { offsets, brokers } = world.cluster
    if (brokers < 2 || offsets.loading) return []
    return [
      {
        member: null,
        strike: (tell, choices) => {
          const tail = offsets.log.length - offsets.highWatermark
          const lost = choices.choose(tail + 1, detailQuestion)
          const broker = (offsets.leader + 1) % brokers
          tell(`to broker ${broker}${lost > 0 ? `, ${lost} unreplicated entries vanish` : ''}`)
          moveCoordinator(world.cluster, world.ports, broker, tail - lost)
        },
      },
    ]
  },
}

/** The offsets topic loses its replicas: everything, or all after some entry. */
export const offsetsLoss: Fault = {
  name: 'offsets-loss',
  targets: (world) => {
    const { log } = world.cluster.offsets
    if (log.length === 0) return []
    return [
      {
        member: null,
        strike: (tell, choices) => {
          const entries = log.length
          const keep = choices.choose(entries, detailQuestion)
          tell(keep === 0 ? 'nothing survives' : `the first ${keep} of ${entries} entries survive`)
          loseOffsets(world.cluster, world.ports, keep)
        },
      },
    ]
  },
}

/** A partition's leader moves to an in-sync replica. */
export const leaderFailover: Fault = {
  name: 'leader-failover',
  targets: (world) =>
    world.cluster.partitions
      .filter((log) => log.inSync.length > 1)
      .map((log) => ({
        member: null,
        strike: (tell, choices) => {
          const at = log.inSync.indexOf(log.leader)
          const broker = log.inSync[(at + 1) % log.inSync.length] ?? log.leader
          const late = log.highWatermark > log.logStart ? choices.choose(2, detailQuestion) : 0
          const place = `${log.topic}-${log.partition} to broker ${broker}`
          tell(late === 0 ? place : `${place}, which learned of the last record late`)
          moveLeader(world.cluster, world.ports, log, broker, log.highWatermark - late)
        },
      })),
}

/** A partition's leader moves to a replica that lacks the last records. */
export const uncleanElection: Fault = {
  name: 'unclean-election',
  targets: (world) =>
    world.cluster.partitions
      .filter((log) => isRead(world, log) && log.logEnd > log.logStart && log.replicas.length > 1)
      .map((log) => ({
        member: null,
        strike: (tell, choices) => {
          const below = log.logEnd - 1 - choices.choose(log.logEnd - log.logStart, detailQuestion)
          tell(`${log.topic}-${log.partition} is cut back to ${below}`)
          electUnclean(world.cluster, world.ports, log, below)
        },
      })),
}

/** What is lost of another topic, nobody would miss. */
function isRead(world: World, log: PartitionLog): boolean {
  return log.topic === world.cluster.topic
}

/** Old records are deleted; those that a new leader does not yet know to be replicated are not. */
export const retention: Fault = {
  name: 'retention',
  targets: (world) =>
    world.cluster.partitions
      .filter((log) => isRead(world, log) && log.highWatermark > log.logStart)
      .map((log) => ({
        member: null,
        strike: (tell, choices) => {
          const below =
            log.logStart + 1 + choices.choose(log.highWatermark - log.logStart, detailQuestion)
          tell(`${log.topic}-${log.partition} below ${below}`)
          deleteBelow(world.cluster, world.ports, log, below)
        },
      })),
}

/** The whole deployment is stopped until its offsets have expired. */
export const offsetExpiry: Fault = {
  name: 'offset-expiry',
  targets: (world) => {
    if (world.outage) return []
    return [
      {
        member: null,
        strike: (tell) => {
          tell('all members stop')
          world.outage = true
          for (const instance of world.instances) {
            if (instance.status === 'frozen') kill(world, instance)
            if (instance.status === 'live') askToStop(world, instance)
          }
        },
      },
    ]
  },
}

/** The topic gets another partition, and records in it. */
export const partitionAdded: Fault = {
  name: 'partition-added',
  targets: (world) => [
    {
      member: null,
      strike: (tell) => {
        const log = addPartition(world.cluster, world.scenario.topic)
        tell(`${log.topic}-${log.partition}`)
        world.toProduce.unshift(log.partition, log.partition)
      },
    },
  ],
}

/** A transaction takes too long for its coordinator. */
export const transactionTimeout: Fault = {
  name: 'transaction-timeout',
  targets: (world): Target[] =>
    ongoingTransactions(world.cluster).map(({ id }) => ({
      member: null,
      strike: (tell) => {
        tell(id)
        abortTimedOut(world.cluster, world.ports, id)
      },
    })),
}
