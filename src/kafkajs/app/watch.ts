/**
 * Tells the history what a simulated process does, from what goes over its sockets and from what
 * its clients announce.
 *
 * - `joined`, `assigned`, `revoked`, `lost`: see `membership.ts`.
 * - `position`: the answers to a consumer's OffsetFetch and ListOffsets, and `consumer.seek`. What
 *   an admin client asks is no position of anybody.
 * - `polled`: a batch is handed to its handler (`consumer.start_batch_process`).
 * - commits: see `commits.ts`.
 */

import type { InFlight } from '../../broker/host.ts'
import { findPartition } from '../../model/cluster/partition-log.ts'
import type { HistoryEvent, PositionReason } from '../../model/history.ts'
import type { ProduceRequest, ProduceResponse } from '../../wire/apis/00-produce.ts'
import type { ListOffsetsRequest, ListOffsetsResponse } from '../../wire/apis/02-list-offsets.ts'
import type { OffsetCommitRequest } from '../../wire/apis/08-offset-commit.ts'
import type { OffsetFetchRequest, OffsetFetchResponse } from '../../wire/apis/09-offset-fetch.ts'
import type { HeartbeatRequest, HeartbeatResponse } from '../../wire/apis/12-heartbeat.ts'
import type { LeaveGroupResponse } from '../../wire/apis/13-leave-group.ts'
import type { SyncGroupRequest, SyncGroupResponse } from '../../wire/apis/14-sync-group.ts'
import type {
  InitProducerIdRequest,
  InitProducerIdResponse,
} from '../../wire/apis/22-init-producer-id.ts'
import type { WireMessage } from '../../wire/codec.ts'
import { isRunning } from '../simulation/ending.ts'
import type { Announced, Process, ProducerIdentity } from '../simulation/simulation.ts'
import {
  type CommitResponse,
  commitAnswered,
  commitRequested,
  commitUnanswered,
  isCommit,
} from './commits.ts'
import { Consumers } from './consumers.ts'
import { rootOf } from './error-facts.ts'
import { Membership, membershipEvent } from './membership.ts'
import { produceAcknowledged } from './produced.ts'

/** The answers that say something of the process; all others are none of this file's. */
type Telling =
  | SyncGroupResponse
  | HeartbeatResponse
  | LeaveGroupResponse
  | OffsetFetchResponse
  | ListOffsetsResponse
  | CommitResponse
  | InitProducerIdResponse
  | ProduceResponse

const latest = -1

/** What the history knows of one process. */
export class Watch implements Announced {
  readonly #app: Process
  readonly #membership: Membership
  readonly #consumers = new Consumers()
  /** What was told last of each partition in this generation. */
  readonly #positions = new Map<string, string>()

  constructor(app: Process) {
    this.#app = app
    this.#membership = new Membership((kind, place) =>
      this.#emit(membershipEvent(kind, this.#acting(), place)),
    )
  }

  get generation(): number {
    return this.#membership.generation
  }

  // Over the wire.

  /** A request is written. Returns the number of the commit that it asks for, or -1. */
  requested(request: WireMessage): number {
    return isCommit(request) ? commitRequested(this.#app, this.#telling(), request) : -1
  }

  /** An answer reaches the process. */
  answered(asked: InFlight, response: WireMessage): void {
    const answer = response as Telling
    switch (answer.api) {
      case 'SyncGroup':
        this.#synced(asked.request as SyncGroupRequest, answer)
        return
      case 'Heartbeat':
        this.#membership.refused(asked.request as HeartbeatRequest, answer.errorCode)
        return
      case 'LeaveGroup':
        for (const { memberId } of answer.members) this.#membership.left(memberId)
        return
      case 'OffsetFetch':
        if (asked.connection.ofAdmin) return
        this.#offsetsFetched(asked.request as OffsetFetchRequest, answer)
        return
      case 'ListOffsets':
        if (asked.connection.ofAdmin) return
        this.#offsetsListed(asked.request as ListOffsetsRequest, answer)
        return
      case 'OffsetCommit':
      case 'TxnOffsetCommit':
        this.#committed(asked, answer)
        return
      case 'Produce':
        return produceAcknowledged(this.#app, asked.request as ProduceRequest, answer)
      case 'InitProducerId': {
        const { transactionalId } = asked.request as InitProducerIdRequest
        const { errorCode, producerId, producerEpoch } = answer
        if (transactionalId === null || errorCode !== 0) return
        this.#app.producers.set(transactionalId, { producerId, producerEpoch })
        return
      }
      default:
    }
  }

  /** No answer will come any more. */
  unanswered(asked: InFlight): void {
    commitUnanswered(this.#app, this.#telling(), asked)
  }

  #synced(request: SyncGroupRequest, answer: SyncGroupResponse): void {
    if (!this.#app.simulation.groups.isWatched(request.groupId)) return
    if (answer.errorCode !== 0) return this.#membership.refused(request, answer.errorCode)
    this.#positions.clear()
    this.#membership.synced(request, answer)
  }

  #offsetsFetched(
    { groupId }: OffsetFetchRequest,
    { errorCode, topics }: OffsetFetchResponse,
  ): void {
    if (errorCode !== 0 || !this.#app.simulation.groups.isWatched(groupId)) return
    for (const { name, partitions } of topics) {
      for (const { partitionIndex, committedOffset } of partitions) {
        if (committedOffset >= 0) this.position(name, partitionIndex, committedOffset, 'committed')
      }
    }
  }

  #offsetsListed(request: ListOffsetsRequest, { topics }: ListOffsetsResponse): void {
    for (const [i, { name, partitions }] of topics.entries()) {
      for (const [k, { partitionIndex, offset, errorCode }] of partitions.entries()) {
        if (errorCode !== 0) continue
        const asked = request.topics[i]?.partitions[k]?.timestamp
        this.position(name, partitionIndex, offset, asked === latest ? 'latest' : 'earliest')
      }
    }
  }

  #committed(asked: InFlight, { topics }: CommitResponse): void {
    const errorCode = topics[0]?.partitions[0]?.errorCode ?? 0
    commitAnswered(this.#app, this.#telling(), asked, errorCode)
    if (asked.commit < 0 || asked.request.api !== 'OffsetCommit') return
    this.#membership.refused(asked.request as OffsetCommitRequest, errorCode)
  }

  // From its clients.

  /** A batch is handed to its handler. */
  handedOut(topic: string, partition: number, first: number, last: number): void {
    const { world } = this.#app.simulation
    const log = findPartition(world.cluster, topic, partition)
    const offsets = (log?.records ?? [])
      .filter(({ offset, type }) => offset >= first && offset <= last && type === 'data')
      .map(({ offset }) => offset)
    this.#emit({ kind: 'polled', ...this.#acting(), topic, partition, offsets })
  }

  /** A consumer of the watched group is made. Returns its number in the process. */
  consumerMade(): number {
    return this.#consumers.made()
  }

  /** A consumer has stopped with an error; it starts again by itself, or never. */
  consumerCrashed(consumer: number, error: Error, restart: boolean): void {
    this.#consumers.crashed(consumer, restart)
    const about = { ...this.#acting(), consumer, error: rootOf(error), restart }
    this.#emit({ kind: 'consumer-crashed', ...about })
  }

  /** A consumer has joined the group. */
  consumerJoined(consumer: number): void {
    const dead = this.#consumers.joined(consumer)
    if (dead === null) return
    this.#emit({ kind: 'consumer-replaced', ...this.#acting(), consumer: dead })
  }

  /** `resolveOffset` was called in a batch. */
  resolved(topic: string, partition: number, offset: number): void {
    this.#emit({ kind: 'resolved', ...this.#acting(), topic, partition, offset })
  }

  /** `consumer.seek`: -1 is the end, -2 the start. */
  sought(topic: string, partition: number, offset: number): void {
    const log = findPartition(this.#app.simulation.world.cluster, topic, partition)
    if (log === undefined) return
    const place = offset === latest ? log.highWatermark : offset < 0 ? log.logStart : offset
    this.position(topic, partition, place, 'seek')
  }

  /** The position of a partition, and where it came from. */
  position(topic: string, partition: number, offset: number, reason: PositionReason): void {
    // kafkajs asks once for every broker it fetches from; the later answers are no news.
    const news = `${offset} ${reason}`
    const place = `${topic}-${partition}`
    if (reason !== 'seek' && this.#positions.get(place) === news) return
    this.#positions.set(place, news)
    const { time, member } = this.#acting()
    this.#emit({ kind: 'position', time, member, topic, partition, offset, reason })
  }

  /** A producer of this process has begun a transaction. Returns its number in the history. */
  transactionBegun(identity: ProducerIdentity | undefined): number {
    const { transactions } = this.#app.simulation.world
    const transaction = transactions.length
    const { time, member } = this.#acting()
    const { producerId, producerEpoch } = identity ?? { producerId: -1, producerEpoch: -1 }
    transactions.push({ member, of: 'kafka', producerId, producerEpoch, status: 'open' })
    this.#emit({ kind: 'transaction-begun', time, member, transaction, of: 'kafka' })
    return transaction
  }

  #telling() {
    const { generation } = this
    return { generation, emit: (event: HistoryEvent) => this.#emit(event) }
  }

  #acting() {
    const { world } = this.#app.simulation
    return { time: world.now, member: this.#app.name, generation: this.generation }
  }

  /** What a process does between its end and the end of its last microtask has no effect. */
  #emit(event: HistoryEvent): void {
    if (isRunning(this.#app)) this.#app.simulation.world.emit(event)
  }
}
