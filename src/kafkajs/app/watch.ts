/**
 * Tells the history what a simulated process does, from what goes over its sockets and from what
 * its clients announce.
 *
 * - `joined`, `assigned`, `revoked`, `lost`: see `broker/watching/membership.ts`.
 * - `position`: see `broker/watching/positions.ts`. What an admin asks is no position of anybody.
 * - `polled`: a batch is handed to its handler (`consumer.start_batch_process`).
 * - commits: see `commits.ts`.
 */

import type { InFlight } from '../../broker/host.ts'
import { type CommitResponse, commitUnanswered, isCommit } from '../../broker/watching/commits.ts'
import { Membership, membershipEvent } from '../../broker/watching/membership.ts'
import { Positions } from '../../broker/watching/positions.ts'
import { findPartition } from '../../model/cluster/partition-log.ts'
import type { HistoryEvent } from '../../model/history.ts'
import type { TopicPartition } from '../../model/topic-partition.ts'
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
import { lineNow } from '../realm/lines.ts'
import { isRunning } from '../simulation/ending.ts'
import type { Announced, Process, ProducerIdentity } from '../simulation/simulation.ts'
import { commitAnswered, commitRequested, manualCommitEnded, watchedOf } from './commits.ts'
import { Consumers } from './consumers.ts'
import { rootOf, toldOf } from './error-facts.ts'
import type { ManualCommit } from './manual-commits.ts'
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

/** What the history knows of one process. */
export class Watch implements Announced {
  readonly #app: Process
  readonly #membership: Membership
  readonly #consumers = new Consumers()
  readonly #positions: Positions

  constructor(app: Process) {
    this.#app = app
    this.#positions = new Positions(watchedOf(app), (event) => this.#emit(event))
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
        this.#positions.fetched(asked.request as OffsetFetchRequest, answer)
        return
      case 'ListOffsets':
        if (asked.connection.ofAdmin) return
        this.#positions.listed(asked.request as ListOffsetsRequest, answer)
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
    commitUnanswered(watchedOf(this.#app), this.#telling(), asked)
  }

  #synced(request: SyncGroupRequest, answer: SyncGroupResponse): void {
    if (!this.#app.simulation.groups.isWatched(request.groupId)) return
    if (answer.errorCode !== 0) return this.#membership.refused(request, answer.errorCode)
    this.#positions.clear()
    this.#membership.synced(request, answer)
  }

  #committed(asked: InFlight, { topics }: CommitResponse): void {
    const errorCode = topics[0]?.partitions[0]?.errorCode ?? 0
    commitAnswered(this.#app, this.#telling(), asked, errorCode)
    if (asked.commit < 0 || asked.request.api !== 'OffsetCommit') return
    this.#membership.refused(asked.request as OffsetCommitRequest, errorCode)
  }

  // From its clients.

  /** The promise of a commit that was asked for by hand is settled. */
  commitEnded(call: ManualCommit, isFulfilled: boolean): void {
    manualCommitEnded(this.#app, this.#telling(), call, isFulfilled)
  }

  /** A batch is handed to its handler. */
  handedOut(topic: string, partition: number, first: number, last: number): void {
    const { world } = this.#app.simulation
    const log = findPartition(world.cluster, topic, partition)
    const offsets = (log?.records.slice() ?? [])
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
    const about = { ...this.#acting(), consumer, error: rootOf(error), restart, ...toldOf(error) }
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
    const { realm, file } = this.#app.simulation
    const line = lineNow(realm, file)
    this.#emit({ kind: 'resolved', ...this.#acting(), topic, partition, offset, ...line })
  }

  /** A consumer is subscribed to these topics from now on. */
  subscribed(consumer: number, topics: readonly string[]): void {
    const { time, member } = this.#acting()
    const which = consumer === 0 ? {} : { consumer }
    this.#emit({ kind: 'subscribed', time, member, topics, ...which })
  }

  /** A partition is paused, or resumed. */
  paused({ topic, partition }: TopicPartition, isPaused: boolean): void {
    const { time, member } = this.#acting()
    this.#emit({ kind: isPaused ? 'paused' : 'resumed', time, member, topic, partition })
  }

  /** `consumer.seek`: -1 is the end, -2 the start. */
  sought(topic: string, partition: number, offset: number): void {
    this.#positions.sought(topic, partition, offset)
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
