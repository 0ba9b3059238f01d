/**
 * A cluster that tells a history of the processes that use it.
 *
 * Each process has ports of its own for all brokers, so that it is known whose a connection is,
 * whatever client id it goes by: it is told its own ports, and what it asks where the brokers are
 * is answered with them.
 */
import type { Socket } from 'node:net'
import type { Address } from '../../broker/addresses.ts'
import { GroupNames } from '../../broker/group-names.ts'
import type { Host } from '../../broker/host.ts'
import { appendRecord } from '../../model/cluster/append.ts'
import type { Ports } from '../../model/cluster/cluster.ts'
import type { PartitionLog } from '../../model/cluster/partition-log.ts'
import { ensureTopic } from '../../model/cluster/topics.ts'
import { createWorld } from '../../model/create-world.ts'
import { type SessionEnds, timingPorts } from '../../model/group/deadlines.ts'
import type { Group } from '../../model/group/group.ts'
import { findGroup } from '../../model/group/group.ts'
import type { Emit } from '../../model/history.ts'
import { createPorts } from '../../model/ports.ts'
import { defaultScenario, groupId, type Scenario } from '../../model/scenario.ts'
import type { Settings } from '../../model/settings.ts'
import type { TopicPartitionOffset } from '../../model/topic-partition.ts'
import type { World } from '../../model/world.ts'
import { Clock } from '../clock.ts'
import { type Peer, type Server, TcpConnection } from '../connection.ts'
import { listen } from '../listen.ts'
import { Pump } from '../pump.ts'
import { recordContent, recordName } from './record-names.ts'

/** What is in the cluster, and who hears of it. */
export interface WatchedContents {
  readonly brokers: number
  /** The one that the history tells of. */
  readonly topic: string
  readonly otherTopics: readonly string[]
  readonly partitions: number
  readonly newGroup: boolean
  readonly settings: Readonly<Partial<Settings>>
  /** Of the records: `{id}` stands for their names. */
  readonly valueTemplate: string
  readonly emit: Emit
  /** What is asked for that is not answered here, in words for the user. */
  readonly refused: (reason: string) => void
}

/** The ports of one process. */
export interface Access {
  /** By broker. */
  readonly addresses: readonly Address[]
  /** Cuts all of its connections, as a network does, or the one of that number. */
  cut(number?: number): void
  /** Nothing is taken from the process, and nothing brought to it, until it is released. */
  hold(): void
  release(): void
  /** Cuts them, and listens no more. */
  close(): Promise<void>
}

/** Where a process finds the brokers. */
export interface Place {
  /** The address that is listened on. */
  readonly host: string
  /** What clients are told instead. */
  readonly advertisedHost: string
  /** One for each broker; 0: any that is free. */
  readonly ports: readonly number[]
}

const loopback = '127.0.0.1'

export class WatchedCluster {
  readonly host: Host
  readonly pump: Pump
  readonly #server: Server
  readonly #sessionEnds: SessionEnds = new Map()
  readonly #clock = new Clock()
  readonly #startedAt: number
  readonly #accesses = new Map<number, Access>()
  readonly #topic: string
  /** Of single records, by name. */
  readonly #values = new Map<string, string>()
  #connections = 0

  constructor(contents: WatchedContents) {
    this.#startedAt = this.#clock.now()
    const { topic, otherTopics, partitions, valueTemplate, emit, refused } = contents
    const program = { name: 'remote', *run() {} }
    const told: Emit = (event) => emit({ ...event, time: event.time - this.#startedAt })
    const world = createWorld(program, scenarioOf(contents), told, (late) => {
      return portsOf(late, this.#sessionEnds)
    })
    world.now = this.#startedAt
    for (const other of otherTopics) {
      const error = ensureTopic(world.cluster, other, partitions)
      if (error !== 'NONE') throw new Error(`topic ${other}: ${error}`)
    }
    this.host = {
      ...{ world, groups: new GroupNames(), inFlight: new Map() },
      addressOf: (broker, { index }) => {
        const address = this.#accesses.get(index)?.addresses[broker]
        if (address === undefined) throw new Error(`no broker ${broker} for process ${index}`)
        return address
      },
    }
    this.pump = new Pump(this.host, this.#sessionEnds, this.#clock)
    const contentOf: Server['contentOf'] = ({ partition, topic: of }, { offset, timestamp }) => {
      const place = { topic: of, partition, offset }
      const template = this.#values.get(recordName(place)) ?? valueTemplate
      return recordContent(place, timestamp, template)
    }
    this.#server = { host: this.host, pump: this.pump, contentOf, refused }
    this.#topic = topic
  }

  get world(): World {
    return this.host.world
  }

  /** The group that the history tells of; null: there is none yet. */
  get group(): Group | null {
    return findGroup(this.world.cluster.groups, groupId)
  }

  /** The topic's partitions. */
  get logs(): readonly PartitionLog[] {
    return this.world.cluster.partitions.filter(({ topic }) => topic === this.#topic)
  }

  /** Milliseconds since it began. */
  elapsedMs(): number {
    return this.#clock.now() - this.#startedAt
  }

  /** Something has been done to it from outside, or it is time: what follows from it happens. */
  run(): void {
    this.pump.run()
  }

  /** A record more, in that partition; `value`: what it holds, if not what all do. */
  produce(partition: number, value?: string): TopicPartitionOffset {
    const { world } = this
    const log = this.logs[partition]
    if (log === undefined) throw new Error(`no partition ${partition}`)
    this.pump.tick()
    const place = { topic: log.topic, partition, offset: log.logEnd }
    if (value !== undefined) this.#values.set(recordName(place), value)
    appendRecord(world.cluster, world.ports, log)
    this.pump.run()
    return place
  }

  /** Ports for one more process. */
  async admit(peer: Peer, place: Place = this.#anywhere()): Promise<Access> {
    const connections = new Set<TcpConnection>()
    let isHeld = false
    const connect = (socket: Socket, broker: number): void => {
      if (socket.destroyed) return
      const connection = new TcpConnection(this.#server, socket, this.#connections++, broker, peer)
      if (isHeld) connection.hold()
      connections.add(connection)
      socket.once('close', () => connections.delete(connection))
    }
    const listeners = await listen(place.host, place.ports, connect)
    const cut = (number?: number): void => {
      for (const one of connections) {
        if (number === undefined || one.connection === number) one.cut()
      }
    }
    const access: Access = {
      addresses: listeners.addresses.map(({ port }) => ({ host: place.advertisedHost, port })),
      cut,
      hold: () => {
        isHeld = true
        for (const one of connections) one.hold()
      },
      release: () => {
        isHeld = false
        for (const one of connections) one.release()
      },
      close: async () => {
        cut()
        await listeners.close()
      },
    }
    this.#accesses.set(peer.index, access)
    return access
  }

  /** The coordinator waits no longer for the process of that name; `run` makes it happen. */
  endSessionsOf(name: string): void {
    const { group, world } = this
    if (group === null) return
    for (const { clientId, memberId } of [...group.members, ...group.pendingMembers]) {
      if (clientId === name) this.#sessionEnds.set(memberId, world.now)
    }
  }

  /** Whoever is to be in the group has come: it waits for nobody else to begin. */
  endInitialDelay(): void {
    const { group, world } = this
    if (group === null || !group.initial || group.status !== 'PreparingRebalance') return
    group.newMemberAdded = false
    group.dueAt = world.now
  }

  #anywhere(): Place {
    const ports = Array.from({ length: this.world.cluster.brokers }, () => 0)
    return { host: loopback, advertisedHost: loopback, ports }
  }

  async close(): Promise<void> {
    this.pump.stop()
    for (const access of this.#accesses.values()) await access.close()
  }
}

function scenarioOf(contents: WatchedContents): Scenario {
  const { topic, partitions, brokers, newGroup, settings } = contents
  const usual = defaultScenario.settings
  const factor = Math.min(brokers, usual['offsets.topic.replication.factor'])
  const own = { 'offsets.topic.replication.factor': factor, ...settings }
  return {
    ...defaultScenario,
    ...{ topic, partitions, brokers, newGroup },
    settings: { ...usual, ...own },
  }
}

/** What groups other than the watched one commit is not told: it has no number. */
function portsOf(late: () => World, sessionEnds: SessionEnds): Ports {
  const ports = timingPorts(createPorts(late), sessionEnds)
  return {
    ...ports,
    commitApplied: (commit, topic, partition, offset, previous) => {
      if (commit >= 0) ports.commitApplied(commit, topic, partition, offset, previous)
    },
  }
}
