/**
 * Tells the history what a simulated process does, from what goes over its sockets and from what
 * its clients announce.
 *
 * - `joined`, `assigned`, `revoked`: a SyncGroup answer has come. kafkajs knows no listener: what
 *   the new assignment lacks is revoked with it; so is everything when a consumer leaves.
 * - `lost`: an answer says that the member is unknown or of an old generation, unless the question
 *   was older than its latest assignment.
 * - `position`: the answers to OffsetFetch and ListOffsets, and `consumer.seek`.
 * - `polled`: a batch is handed to its handler (`consumer.start_batch_process`).
 * - commits: requested when written, acknowledged or refused with the answer, unknown when the
 *   connection breaks before.
 */

import type { TopicPartition } from '../../model/consumer/api.ts'
import type { CommitSource, HistoryEvent, PositionReason } from '../../model/history.ts'
import type { Flight } from '../broker/flight.ts'
import { isWatched } from '../broker/group-names.ts'
import { partitionsOf } from '../broker/to-model.ts'
import { isRunning } from '../simulation/ending.ts'
import { errorName } from '../wire/error-codes.ts'
import type { WireRequest, WireRequestOf, WireResponse, WireResponseOf } from '../wire/messages.ts'
import type { App, ProducerIdentity } from './app.ts'
import { rootOf } from './error-facts.ts'
import { includes, placesOf } from './places.ts'

const latest = -1

type WireMember = Pick<WireRequestOf<'Heartbeat'>, 'memberId' | 'generationId'>

/** What one of the process's consumers was assigned. */
interface Member {
  readonly generation: number
  readonly places: readonly TopicPartition[]
}

/** What the history knows of one process. */
export class Watch {
  readonly #app: App
  #generation = -1
  /** By member id. */
  readonly #members = new Map<string, Member>()
  /** What was told last of each partition in this generation. */
  readonly #positions = new Map<string, string>()

  constructor(app: App) {
    this.#app = app
  }

  get generation(): number {
    return this.#generation
  }

  // Over the wire.

  /** A request is written. Returns the number of the commit that it asks for, or -1. */
  requested(request: WireRequest): number {
    if (request.api === 'OffsetCommit') {
      if (!isWatched(this.#app.simulation, request.groupId)) return -1
      const source = this.#app.commitsByHand ? 'manual' : 'auto'
      return this.#commitRequested(request, source, request.generationId)
    }
    if (request.api === 'TxnOffsetCommit') {
      return this.#commitRequested(request, 'transaction', this.#generation)
    }
    return -1
  }

  /** An answer reaches the process. */
  answered(flight: Flight, answer: WireResponse): void {
    switch (answer.api) {
      case 'SyncGroup':
        this.#synced(flight.request as WireRequestOf<'SyncGroup'>, answer)
        return
      case 'Heartbeat':
        this.#maybeLost(flight.request as WireRequestOf<'Heartbeat'>, answer.errorCode)
        return
      case 'LeaveGroup':
        for (const { memberId } of answer.members) this.#left(memberId)
        return
      case 'OffsetFetch':
        this.#offsetsFetched(flight.request as WireRequestOf<'OffsetFetch'>, answer)
        return
      case 'ListOffsets':
        this.#offsetsListed(flight.request as WireRequestOf<'ListOffsets'>, answer)
        return
      case 'OffsetCommit':
      case 'TxnOffsetCommit':
        this.#committed(flight, answer)
        return
      case 'InitProducerId': {
        const { transactionalId } = flight.request as WireRequestOf<'InitProducerId'>
        const { errorCode, producerId, producerEpoch } = answer
        if (transactionalId === null || errorCode !== 0) return
        this.#app.producers.set(transactionalId, { producerId, producerEpoch })
        return
      }
      default:
        return
    }
  }

  /** No answer will come any more. */
  unanswered(flight: Flight): void {
    const { request, commit } = flight
    if (request.api !== 'OffsetCommit' && request.api !== 'TxnOffsetCommit') return
    if (commit < 0) return
    for (const place of placesOf(request)) {
      this.#emit({
        kind: 'commit-unknown',
        ...this.#acting(),
        ...place,
        commit,
        error: 'DISCONNECTED',
      })
    }
  }

  #synced(request: WireRequestOf<'SyncGroup'>, answer: WireResponseOf<'SyncGroup'>): void {
    if (!isWatched(this.#app.simulation, request.groupId)) return
    if (answer.errorCode !== 0) return this.#maybeLost(request, answer.errorCode)
    const { memberId, generationId: generation } = request
    const before = this.#members.get(memberId)?.places ?? []
    const after = partitionsOf(answer.assignment)
    for (const place of before) {
      if (!includes(after, place)) this.#emit({ kind: 'revoked', ...this.#acting(), ...place })
    }
    this.#generation = generation
    this.#members.set(memberId, { generation, places: after })
    this.#positions.clear()
    this.#emit({ kind: 'joined', ...this.#acting() })
    for (const place of after) this.#emit({ kind: 'assigned', ...this.#acting(), ...place })
  }

  /** The coordinator no longer knows the member, or not in this generation. */
  #maybeLost({ memberId, generationId }: WireMember, errorCode: number): void {
    const name = errorName(errorCode)
    if (name !== 'UNKNOWN_MEMBER_ID' && name !== 'ILLEGAL_GENERATION') return
    const member = this.#members.get(memberId)
    if (member === undefined || generationId < member.generation) return
    this.#members.delete(memberId)
    for (const place of member.places) this.#emit({ kind: 'lost', ...this.#acting(), ...place })
  }

  #left(memberId: string): void {
    const places = this.#members.get(memberId)?.places ?? []
    this.#members.delete(memberId)
    for (const place of places) this.#emit({ kind: 'revoked', ...this.#acting(), ...place })
  }

  #offsetsFetched(
    { groupId }: WireRequestOf<'OffsetFetch'>,
    { errorCode, topics }: WireResponseOf<'OffsetFetch'>,
  ): void {
    if (errorCode !== 0 || !isWatched(this.#app.simulation, groupId)) return
    for (const { name, partitions } of topics) {
      for (const { partitionIndex, committedOffset } of partitions) {
        if (committedOffset >= 0) this.position(name, partitionIndex, committedOffset, 'committed')
      }
    }
  }

  #offsetsListed(
    request: WireRequestOf<'ListOffsets'>,
    { topics }: WireResponseOf<'ListOffsets'>,
  ): void {
    for (const [i, { name, partitions }] of topics.entries()) {
      for (const [k, { partitionIndex, offset, errorCode }] of partitions.entries()) {
        if (errorCode !== 0) continue
        const asked = request.topics[i]?.partitions[k]?.timestamp
        this.position(name, partitionIndex, offset, asked === latest ? 'latest' : 'earliest')
      }
    }
  }

  #commitRequested(
    request: WireRequestOf<'OffsetCommit' | 'TxnOffsetCommit'>,
    source: CommitSource,
    generation: number,
  ): number {
    const commit = this.#commit(source, generation)
    for (const place of placesOf(request)) {
      this.#emit({
        kind: 'commit-requested',
        ...this.#acting(),
        generation,
        ...place,
        commit,
        source,
      })
    }
    return commit
  }

  #commit(source: CommitSource, generation: number): number {
    const { commits } = this.#app.simulation.world
    commits.push({ member: this.#app.name, generation, source })
    return commits.length - 1
  }

  #committed(
    { request, commit }: Flight,
    { topics }: WireResponseOf<'OffsetCommit' | 'TxnOffsetCommit'>,
  ): void {
    if (commit < 0) return
    const errorCode = topics[0]?.partitions[0]?.errorCode ?? 0
    for (const place of placesOf(request as WireRequestOf<'OffsetCommit'>)) {
      const about = { ...this.#acting(), ...place, commit }
      // What is sent to a transaction is committed with it, which EndTxn acknowledges, not this.
      if (errorCode === 0) {
        if (request.api === 'OffsetCommit') this.#emit({ kind: 'commit-acknowledged', ...about })
      } else this.#emit({ kind: 'commit-refused', ...about, error: errorName(errorCode) })
    }
    if (request.api === 'OffsetCommit') this.#maybeLost(request, errorCode)
  }

  // From its clients.

  /** A batch is handed to its handler. */
  handedOut(topic: string, partition: number, first: number, last: number): void {
    const { world } = this.#app.simulation
    const log = world.cluster.partitions.find(
      (candidate) => candidate.topic === topic && candidate.partition === partition,
    )
    const offsets = (log?.records ?? [])
      .filter(({ offset, type }) => offset >= first && offset <= last && type === 'data')
      .map(({ offset }) => offset)
    this.#emit({ kind: 'polled', ...this.#acting(), topic, partition, offsets })
  }

  /** A consumer has stopped with an error; it starts again by itself, or never. */
  consumerCrashed(error: Error, restart: boolean): void {
    this.#emit({ kind: 'consumer-crashed', ...this.#acting(), error: rootOf(error), restart })
  }

  /** `resolveOffset` was called in a batch. */
  resolved(topic: string, partition: number, offset: number): void {
    this.#emit({ kind: 'resolved', ...this.#acting(), topic, partition, offset })
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

  #acting() {
    const { world } = this.#app.simulation
    return { time: world.now, member: this.#app.name, generation: this.#generation }
  }

  /** What a process does between its end and the end of its last microtask has no effect. */
  #emit(event: HistoryEvent): void {
    if (isRunning(this.#app)) this.#app.simulation.world.emit(event)
  }
}
