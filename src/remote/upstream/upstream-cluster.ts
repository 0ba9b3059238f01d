/**
 * Real brokers as a cluster that tells a history: processes reach them through ports of ours, and
 * what goes over these is what the history is told.
 *
 * Behaviour: the run has a topic of its own, which is deleted at its end; events call it as the
 * user does. The world has the processes, the commits, the transactions, and the logs as far as the
 * wire tells of them. The group is as its coordinator describes it, again and again. Sessions of
 * those who are gone are ended for them, so that nobody waits.
 * Left out: failovers, which are not ours to make; the first join phase takes as long as the
 * brokers let it (`group.initial.rebalance.delay.ms`). Answers of several brokers, or on several
 * connections, may be seen in another order than they were given in, by a hair.
 */
import type { Address } from '../../broker/addresses.ts'
import { GroupNames } from '../../broker/group-names.ts'
import type { InFlight } from '../../broker/host.ts'
import { plainContent } from '../../broker/plain-content.ts'
import { defined } from '../../model/assert.ts'
import { appendRecord } from '../../model/cluster/append.ts'
import type { PartitionLog } from '../../model/cluster/partition-log.ts'
import { ensureTopic } from '../../model/cluster/topics.ts'
import { createWorld } from '../../model/create-world.ts'
import type { KafkaErrorCode } from '../../model/errors.ts'
import type { HistoryEvent } from '../../model/history.ts'
import { epochMs } from '../../model/network/records.ts'
import { createPorts } from '../../model/ports.ts'
import { defaultScenario } from '../../model/scenario.ts'
import type { World } from '../../model/world.ts'
import { Clock, wait } from '../clock.ts'
import type { Peer } from '../peer.ts'
import { accessOf, anywhere } from '../watching/access.ts'
import type {
  Access,
  GroupView,
  WatchedCluster,
  WatchedContents,
} from '../watching/watched-cluster.ts'
import { Applied } from './applied.ts'
import { BrokerProxy } from './broker-proxy.ts'
import { GroupWatch } from './group-watch.ts'
import { RealBrokers } from './real-brokers.ts'
import { RunTopic } from './run-topic.ts'

/** What is in the cluster, and where it is. */
export interface UpstreamContents extends WatchedContents {
  /** Any of its brokers. */
  readonly upstream: Address
  /** The run cannot go on, and why. */
  readonly failed: (problem: string) => void
}

/** What went over the wire and what brokers say may differ for so long. */
const agreeTries = 20
const agreeMs = 100
const disagreement = 'what is committed is not what the processes were seen to commit'

export class UpstreamCluster implements WatchedCluster {
  readonly world: World
  readonly groups = new GroupNames()
  readonly settlingMs = 400
  readonly #contents: UpstreamContents
  readonly #clock = new Clock()
  readonly #startedAt = this.#clock.now()
  readonly #accesses = new Map<number, Access>()
  readonly #brokers: RealBrokers
  readonly #topic: RunTopic
  readonly #applied: Applied
  readonly #group: GroupWatch
  readonly #proxy: BrokerProxy
  #connections = 0

  constructor(contents: UpstreamContents) {
    const { topic, otherTopics, partitions, upstream, failed, refused } = contents
    this.#contents = contents
    this.#brokers = new RealBrokers(upstream)
    this.#topic = new RunTopic(this.#brokers, contents, failed)
    const program = { name: 'remote', *run() {} }
    const scenario = { ...defaultScenario, topic, partitions, brokers: 1, newGroup: true }
    const tell = (event: HistoryEvent) => this.#tell(event)
    this.world = createWorld(program, scenario, tell, (late) => {
      const ports = createPorts(late)
      return {
        ...ports,
        commitApplied: (commit, ...rest) => {
          if (commit >= 0) ports.commitApplied(commit, ...rest)
        },
      }
    })
    this.world.now = this.#startedAt
    for (const other of otherTopics) ensureTopic(this.world.cluster, other, partitions)
    this.#applied = new Applied(this.world)
    this.#group = new GroupWatch(this.#brokers, this.groups, failed)
    this.#proxy = new BrokerProxy({
      ...{ world: this.world, applied: this.#applied, refused },
      tick: () => this.tick(),
      contentOf: (_log, record) => plainContent(record),
      offered: () => this.#brokers.offered,
      brokerAt: (broker) => defined(this.#brokers.brokers[broker], `broker ${broker}`),
      addressOf: (nodeId, process) => {
        const broker = this.#brokers.brokers.findIndex((one) => one.nodeId === nodeId)
        return this.#accesses.get(process)?.addresses[broker]
      },
      joining: async (_name, { groupId }) => {
        if (!this.groups.isWatched(groupId) || contents.newGroup) return
        await this.#group.begin(() => this.#commitStart(groupId))
      },
      heard: (name, request, answer) => this.#group.heard(name, request, answer),
    })
  }

  get topicName(): string {
    return this.#topic.name
  }

  get logs(): readonly PartitionLog[] {
    const { topic } = this.#contents
    return this.world.cluster.partitions.filter((log) => log.topic === topic)
  }

  get group(): GroupView | null {
    const { group } = this.#group
    if (group === null) return null
    // The user knows the topic by the name that was given.
    const topics = group.topics.map((name) => this.#topic.ownName(name))
    return { ...group, topics }
  }

  open(): Promise<string | null> {
    const { otherTopics, partitions } = this.#contents
    return problemOf(async () => {
      await this.#brokers.open()
      for (const other of otherTopics) await this.#brokers.createTopic(other, partitions)
      await this.#topic.create()
      return null
    })
  }

  elapsedMs(): number {
    return this.#clock.now() - this.#startedAt
  }

  tick(): void {
    this.world.now = Math.max(this.world.now, this.#clock.now())
  }

  run(): void {
    this.#group.look()
  }

  /** They are told before they are written: a consumer may have them before we hear of it. */
  produce(partitions: readonly number[]): void {
    const { world, logs } = this
    this.tick()
    for (const partition of partitions) {
      const log = defined(logs[partition], `partition ${partition}`)
      const offset = appendRecord(world.cluster, world.ports, log)
      this.#topic.add(partition, offset)
    }
    this.#topic.write(epochMs + world.now)
  }

  committed(partition: number): number {
    return this.#applied.committed(this.topicName, partition)
  }

  async admit(peer: Peer): Promise<Access> {
    const { length } = this.#brokers.brokers
    const access = await accessOf(this.#proxy, peer, anywhere(length), () => this.#connections++)
    this.#accesses.set(peer.index, access)
    return access
  }

  drop(asked: InFlight): void {
    this.#proxy.drop(asked)
  }

  refuse(asked: InFlight, error: KafkaErrorCode): void {
    this.#proxy.refuse(asked, error)
  }

  moveCoordinator(): void {}

  moveLeader(): void {}

  /** Only its real coordinator knows of whom it has heard. */
  endStaleSessions(): void {}

  endSessionsOf(name: string): void {
    this.#group.remove(name)
  }

  endInitialDelay(): void {}

  /** What the group has committed is what the wire told, and nobody else is in it. */
  verify(): Promise<string | null> {
    return problemOf(async () => {
      const { name, hasStrangers } = this.#group
      if (name === null) return null
      if (hasStrangers) return `group ${name} has members that are not of this run`
      return (await this.#agrees(name)) ? null : `${disagreement} (group ${name})`
    })
  }

  async close(): Promise<void> {
    for (const access of this.#accesses.values()) await access.close()
    this.#proxy.close()
    await this.#group.close()
    await this.#topic.delete()
    this.#brokers.close()
  }

  async #agrees(group: string): Promise<boolean> {
    const { partitions } = this.#contents
    for (let tries = 0; tries < agreeTries; tries++) {
      const real = await this.#brokers.committed(group, this.topicName, partitions)
      if (real.every((offset, partition) => offset === this.committed(partition))) return true
      await wait(agreeMs)
    }
    return false
  }

  async #commitStart(groupId: string): Promise<void> {
    const { partitions } = this.#contents
    await this.#brokers.commitStart(groupId, this.topicName, partitions)
    for (let partition = 0; partition < partitions; partition++) {
      this.#applied.begunAt(this.topicName, partition, 0)
    }
  }

  #tell(event: HistoryEvent): void {
    const time = event.time - this.#startedAt
    const own = 'topic' in event ? { topic: this.#topic.ownName(event.topic) } : {}
    this.#contents.emit({ ...event, ...own, time } as HistoryEvent)
  }
}

/** What goes wrong is why, too. */
async function problemOf(act: () => Promise<string | null>): Promise<string | null> {
  try {
    return await act()
  } catch (error) {
    return (error as Error).message
  }
}
