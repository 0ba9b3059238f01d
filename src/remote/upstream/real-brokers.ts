/**
 * What a run asks real brokers for itself: a topic of its own, records in it, what they know of
 * the group, and the end of sessions.
 *
 * Behaviour: what brokers cannot do yet (a coordinator or a leader that is not there) is asked for
 * again for a while. A session ends as `Admin.removeMembersFromConsumerGroup` ends it: by a
 * LeaveGroup that names the member, which removes it as the end of its session would.
 * Left out: TLS, SASL; brokers that come while a run is under way.
 * Source: reference C.10; `GroupCoordinator.handleLeaveGroup` (KIP-345, KIP-571).
 */
import type { Address } from '../../broker/addresses.ts'
import { codecs } from '../../broker/apis.ts'
import { defined } from '../../model/assert.ts'
import type { MetadataBroker, MetadataResponse } from '../../wire/apis/03-metadata.ts'
import type { OffsetFetchResponse } from '../../wire/apis/09-offset-fetch.ts'
import type { FindCoordinatorResponse } from '../../wire/apis/10-find-coordinator.ts'
import type { DescribeGroupsResponse } from '../../wire/apis/15-describe-groups.ts'
import type { ApiVersionRange, ApiVersionsResponse } from '../../wire/apis/18-api-versions.ts'
import type { CreateTopicsResponse } from '../../wire/apis/19-create-topics.ts'
import type { WireMessage } from '../../wire/codec.ts'
import { errorName } from '../../wire/error-codes.ts'
import { wait } from '../clock.ts'
import { readAnswer } from './answers.ts'
import { BrokerClient, type Question } from './broker-client.ts'
import { offeredVersions } from './offered-versions.ts'
import * as questions from './questions.ts'

/** What DescribeGroups says of a group. */
export interface DescribedGroup {
  readonly status: string
  readonly memberIds: readonly string[]
}

const triesMax = 100
const againMs = 100
const replicasMax = 3
const alreadyThere = 36
const unknownMember = 25

export class RealBrokers {
  readonly #bootstrap: BrokerClient
  readonly #clients = new Map<number, BrokerClient>()
  readonly #coordinators = new Map<string, BrokerClient>()
  /** In the order of their ids. */
  brokers: readonly MetadataBroker[] = []
  /** What clients are told that they speak. */
  offered: readonly ApiVersionRange[] = []

  constructor(bootstrap: Address) {
    this.#bootstrap = new BrokerClient(bootstrap)
  }

  /** Learns which brokers there are; rejects where nobody is there. */
  async open(): Promise<void> {
    const { brokers } = await this.#metadata([])
    this.brokers = [...brokers].sort((one, other) => one.nodeId - other.nodeId)
    for (const { nodeId, host, port } of brokers) {
      this.#clients.set(nodeId, new BrokerClient({ host, port }))
    }
    this.offered = offeredVersions(await this.#spoken())
  }

  /** Creates a topic, unless it is there, and returns when all of its partitions are led. */
  async createTopic(topic: string, partitions: number): Promise<void> {
    const replicas = Math.min(this.brokers.length, replicasMax)
    const { controllerId } = await this.#metadata([])
    const controller = this.#clients.get(controllerId) ?? this.#bootstrap
    const question = questions.createTopic(topic, partitions, replicas)
    const answer = read(question, await controller.ask(question)) as CreateTopicsResponse
    const [error] = answer.topics
    if (error !== undefined && error.errorCode !== 0 && error.errorCode !== alreadyThere) {
      const words = error.errorMessage ?? errorName(error.errorCode)
      throw new Error(`topic ${topic} cannot be created: ${words}`)
    }
    await this.#leadersOf(topic)
  }

  async deleteTopic(topic: string): Promise<void> {
    const { controllerId } = await this.#metadata([])
    await (this.#clients.get(controllerId) ?? this.#bootstrap).ask(questions.deleteTopic(topic))
  }

  /** Appends a batch; returns the offset of its first record. */
  async append(topic: string, partition: number, batch: Buffer): Promise<number> {
    const leaders = await this.#leadersOf(topic)
    const leader = this.#clients.get(leaders[partition] ?? -1)
    if (leader === undefined) throw new Error(`nobody leads ${topic}-${partition}`)
    const question = questions.append(topic, partition, batch)
    const answer = read(question, await leader.ask(question)) as questions.Appended
    const result = answer.responses[0]?.partitionResponses[0]
    if (result === undefined || result.errorCode !== 0) {
      throw new Error(`no record in ${topic}-${partition}: ${errorName(result?.errorCode ?? -1)}`)
    }
    return result.baseOffset
  }

  /** What the coordinator says; null: not to be had now. */
  async describe(group: string): Promise<DescribedGroup | null> {
    const coordinator = await this.#coordinatorOf(group)
    const question = questions.describe(group)
    const answer = read(question, await coordinator.ask(question)) as DescribeGroupsResponse
    const [found] = answer.groups
    if (found?.errorCode === 0) {
      return { status: found.groupState, memberIds: found.members.map((one) => one.memberId) }
    }
    this.#coordinators.delete(group)
    return null
  }

  /** What the group has committed of a topic, by partition; -1: nothing. */
  async committed(group: string, topic: string, partitions: number): Promise<readonly number[]> {
    const question = questions.fetchOffsets(group, topic, partitions)
    const answer = await (await this.#coordinatorOf(group)).ask(question)
    const { groups } = read(question, answer) as OffsetFetchResponse
    const all = groups.flatMap(({ topics }) => topics.flatMap((one) => one.partitions))
    return Array.from({ length: partitions }, (_, partition) => {
      return all.find((one) => one.partitionIndex === partition)?.committedOffset ?? -1
    })
  }

  /** Commits the start of every partition, for a group that nobody is in. */
  async commitStart(group: string, topic: string, partitions: number): Promise<void> {
    const question = questions.commitStart(group, topic, partitions)
    for (let tries = 1; ; tries++) {
      const answer = await (await this.#coordinatorOf(group)).ask(question)
      const { topics } = read(question, answer) as questions.Committed
      const errorCode = topics[0]?.partitions.find((one) => one.errorCode !== 0)?.errorCode ?? 0
      if (errorCode === 0) return
      if (errorCode === unknownMember) throw new Error(`group ${group} has members already`)
      if (tries === triesMax) throw new Error(`no commit of ${group}: ${errorName(errorCode)}`)
      this.#coordinators.delete(group)
      await wait(againMs)
    }
  }

  /** These members are in their group no more. */
  async remove(group: string, memberIds: readonly string[]): Promise<void> {
    await (await this.#coordinatorOf(group)).ask(questions.leave(group, memberIds))
  }

  close(): void {
    for (const client of [this.#bootstrap, ...this.#clients.values()]) client.close()
  }

  async #spoken(): Promise<readonly ApiVersionRange[]> {
    const question = questions.apiVersions()
    const answer = read(question, await this.#bootstrap.ask(question)) as ApiVersionsResponse
    return answer.apiKeys
  }

  async #metadata(topics: readonly string[]): Promise<MetadataResponse> {
    const question = questions.metadata(topics)
    return read(question, await this.#bootstrap.ask(question)) as MetadataResponse
  }

  /** By partition. */
  async #leadersOf(topic: string): Promise<readonly number[]> {
    for (let tries = 0; tries < triesMax; tries++) {
      const { topics } = await this.#metadata([topic])
      const [found] = topics
      const isLed = found?.partitions.every(({ errorCode, leaderId }) => {
        return errorCode === 0 && leaderId >= 0
      })
      if (found?.errorCode === 0 && found.partitions.length > 0 && isLed) {
        const inOrder = [...found.partitions].sort((a, b) => a.partitionIndex - b.partitionIndex)
        return inOrder.map(({ leaderId }) => leaderId)
      }
      await wait(againMs)
    }
    throw new Error(`nobody leads topic ${topic}`)
  }

  async #coordinatorOf(group: string): Promise<BrokerClient> {
    const known = this.#coordinators.get(group)
    if (known !== undefined) return known
    const question = questions.findCoordinator(group)
    for (let tries = 0; tries < triesMax; tries++) {
      const answer = read(question, await this.#bootstrap.ask(question)) as FindCoordinatorResponse
      const [found] = answer.coordinators
      const client = found?.errorCode === 0 ? this.#clients.get(found.nodeId) : undefined
      if (client !== undefined) {
        this.#coordinators.set(group, client)
        return client
      }
      await wait(againMs)
    }
    throw new Error(`nobody coordinates group ${group}`)
  }
}

function read({ key, version }: Question, answer: Buffer): WireMessage {
  return readAnswer(defined(codecs.get(key), `API ${key}`), version, answer)
}
