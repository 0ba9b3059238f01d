/**
 * The model's brokers as a cluster that tells a history: what happens to it, and when a session is
 * over, is ours to say.
 */
import { GroupNames } from '../../broker/group-names.ts'
import type { Host, InFlight } from '../../broker/host.ts'
import { defined } from '../../model/assert.ts'
import { appendRecord } from '../../model/cluster/append.ts'
import { moveLeader } from '../../model/cluster/leaders.ts'
import { moveCoordinator } from '../../model/cluster/offsets-failover.ts'
import { committedOffset } from '../../model/cluster/offsets-topic.ts'
import type { PartitionLog } from '../../model/cluster/partition-log.ts'
import { ensureTopic } from '../../model/cluster/topics.ts'
import { createWorld } from '../../model/create-world.ts'
import type { KafkaErrorCode } from '../../model/errors.ts'
import type { SessionEnds } from '../../model/group/deadlines.ts'
import { findGroup, type Group, type GroupStatus } from '../../model/group/group.ts'
import type { Emit } from '../../model/history.ts'
import { answerDue, findMessage, remove } from '../../model/network/network.ts'
import { groupId } from '../../model/scenario.ts'
import type { Settings } from '../../model/settings.ts'
import type { TopicPartitionOffset } from '../../model/topic-partition.ts'
import type { World } from '../../model/world.ts'
import { Clock } from '../clock.ts'
import type { Server } from '../connection.ts'
import { modelServer } from '../model-server.ts'
import type { Peer } from '../peer.ts'
import { Pump } from '../pump.ts'
import { accessOf, anywhere, type Place } from './access.ts'
import { recordName } from './record-names.ts'
import { recordContent } from './record-template.ts'
import { simulatedScenario } from './simulated-scenario.ts'
import { staleMembers } from './stale-members.ts'
import type {
  Access,
  GroupView,
  TellMove,
  WatchedCluster,
  WatchedContents,
} from './watched-cluster.ts'
import { watchedPorts } from './watched-ports.ts'

/** What is in the cluster, and how it is set up. */
export interface SimulatedContents extends WatchedContents {
  readonly brokers: number
  readonly settings: Readonly<Partial<Settings>>
}

/**
 * So long a fetch waits for records at most, as if others came for its broker: kafkajs asks for
 * five seconds, and sends no heartbeat, stops and takes up no other broker's records meanwhile.
 */
const fetchMsMax = 250

export class SimulatedCluster implements WatchedCluster {
  readonly topicName: string
  readonly settlingMs = 60
  readonly #host: Host
  readonly #pump: Pump
  readonly #server: Server
  readonly #sessionEnds: SessionEnds = new Map()
  readonly #clock = new Clock()
  readonly #startedAt: number
  readonly #accesses = new Map<number, Access>()
  /** Of single records, by name. */
  readonly #values = new Map<string, string>()
  #connections = 0

  constructor(contents: SimulatedContents) {
    this.#startedAt = this.#clock.now()
    const { topic, otherTopics, partitions, emit, refused } = contents
    const program = { name: 'remote', *run() {} }
    const told: Emit = (event) => emit({ ...event, time: event.time - this.#startedAt })
    const world = createWorld(program, simulatedScenario(contents), told, (late) => {
      return watchedPorts(late, this.#sessionEnds)
    })
    world.now = this.#startedAt
    for (const other of otherTopics) {
      const error = ensureTopic(world.cluster, other, partitions)
      if (error !== 'NONE') throw new Error(`topic ${other}: ${error}`)
    }
    this.#host = {
      ...{ world, groups: new GroupNames(), inFlight: new Map() },
      addressOf: (broker, { index }) => {
        const address = this.#accesses.get(index)?.addresses[broker]
        if (address === undefined) throw new Error(`no broker ${broker} for process ${index}`)
        return address
      },
    }
    this.#pump = new Pump(this.#host, this.#sessionEnds, this.#clock, fetchMsMax)
    const contentOf: Server['contentOf'] = ({ partition, topic: of }, { offset, timestamp }) => {
      const place = { topic: of, partition, offset }
      return recordContent(place, timestamp, contents, this.#values.get(recordName(place)))
    }
    this.#server = modelServer(this.#host, this.#pump, { contentOf, refused })
    this.topicName = topic
  }

  get world(): World {
    return this.#host.world
  }

  get groups(): GroupNames {
    return this.#host.groups
  }

  get group(): GroupView | null {
    const group = this.#group
    if (group === null) return null
    const isStable = group.status === 'Stable'
    const { members } = group
    const read = members.flatMap(({ protocols }) => protocols.flatMap((one) => one.metadata.topics))
    return {
      isStable,
      isSettled: isStable && group.pendingMembers.length === 0,
      members: members.map(({ clientId }) => clientId),
      topics: [...new Set(read)],
    }
  }

  /** Null: there is no group yet. */
  get groupStatus(): GroupStatus | null {
    return this.#group?.status ?? null
  }

  get logs(): readonly PartitionLog[] {
    return this.world.cluster.partitions.filter(({ topic }) => topic === this.topicName)
  }

  async open(): Promise<null> {
    return null
  }

  elapsedMs(): number {
    return this.#clock.now() - this.#startedAt
  }

  tick(): void {
    this.#pump.tick()
  }

  run(): void {
    this.#pump.run()
  }

  produce(partitions: readonly number[]): void {
    const { world, logs } = this
    this.tick()
    for (const partition of partitions) {
      appendRecord(world.cluster, world.ports, defined(logs[partition], `partition ${partition}`))
    }
    this.run()
  }

  /** Lets the time until the next timer pass at once, if it is due within so long. */
  hurry(withinMs: number): void {
    this.#pump.hurry(withinMs)
  }

  /** A record more, in that partition; `value`: what it holds, if not what all do. */
  produceOne(partition: number, value?: string): TopicPartitionOffset {
    const { logEnd: offset } = defined(this.logs[partition], `partition ${partition}`)
    const place = { topic: this.topicName, partition, offset }
    if (value !== undefined) this.#values.set(recordName(place), value)
    this.produce([partition])
    return place
  }

  committed(partition: number): number {
    return committedOffset(this.world.cluster, groupId, this.topicName, partition) ?? -1
  }

  drop(asked: InFlight): void {
    const { world, inFlight } = this.#host
    const message = findMessage(world, asked.ticket)
    if (message === undefined) return
    remove(world, message)
    inFlight.delete(asked.ticket)
    asked.connection.client.unanswered(asked)
  }

  refuse(asked: InFlight, error: KafkaErrorCode): void {
    const { world } = this
    const message = findMessage(world, asked.ticket)
    if (message === undefined) return
    message.response = message.rule.refuse(message.request, error)
    message.status = 'answered'
    message.due = answerDue(world, message.broker)
  }

  moveCoordinator(tell: TellMove): void {
    const { world } = this
    const { offsets, brokers } = world.cluster
    if (brokers < 2 || offsets.loading) return
    const broker = (offsets.leader + 1) % brokers
    tell(`to broker ${broker}`)
    const tail = offsets.log.length - offsets.highWatermark
    moveCoordinator(world.cluster, world.ports, broker, tail)
  }

  moveLeader(nth: number, tell: TellMove): void {
    const { world, logs } = this
    const log = logs[(nth - 1) % logs.length]
    const at = log?.inSync.indexOf(log.leader) ?? -1
    const broker = log?.inSync[(at + 1) % log.inSync.length]
    if (log === undefined || broker === undefined || broker === log.leader) return
    tell(`${log.topic}-${log.partition} to broker ${broker}`)
    moveLeader(world.cluster, world.ports, log, broker)
  }

  async admit(peer: Peer, place: Place = anywhere(this.world.cluster.brokers)): Promise<Access> {
    const number = () => this.#connections++
    const access = await accessOf(this.#server, peer, place, number)
    this.#accesses.set(peer.index, access)
    return access
  }

  endSessionsOf(name: string): void {
    for (const one of [this.#group?.members ?? [], this.#group?.pendingMembers ?? []].flat()) {
      if (one.clientId === name) this.#sessionEnds.set(one.memberId, this.world.now)
    }
  }

  endStaleSessions(): void {
    const { now } = this.world
    for (const memberId of staleMembers(this.#group, this.#sessionEnds, now)) {
      this.#sessionEnds.set(memberId, now)
    }
  }

  endInitialDelay(): void {
    const group = this.#group
    if (group?.initial !== true || group.status !== 'PreparingRebalance') return
    group.newMemberAdded = false
    group.dueAt = this.world.now
  }

  async verify(): Promise<null> {
    return null
  }

  async close(): Promise<void> {
    this.#pump.stop()
    for (const access of this.#accesses.values()) await access.close()
  }

  get #group(): Group | null {
    return findGroup(this.world.cluster.groups, groupId)
  }
}
