/**
 * Tells the history what a simulated process does, from what goes over its sockets and from what
 * its clients announce.
 *
 * - `joined`, `assigned`, `revoked`, `lost`: see `membership.ts`.
 * - `position`: the answers to a consumer's OffsetFetch and ListOffsets, and `consumer.seek`. What
 *   an admin client asks is no position of anybody.
 * - `polled`: a batch is handed to its handler (`consumer.start_batch_process`).
 * - commits: requested when written, acknowledged or refused with the answer, unknown when the
 *   connection breaks before.
 */

import type { WireRequest, WireRequestOf, WireResponse, WireResponseOf } from '../../broker/apis.ts'
import { modelError } from '../../broker/errors.ts'
import type { Flight } from '../../broker/flight.ts'
import { isWatched } from '../../broker/group-names.ts'
import { findPartition } from '../../model/cluster/partition-log.ts'
import type { CommitSource, HistoryEvent, PositionReason } from '../../model/history.ts'
import { isRunning } from '../simulation/ending.ts'
import type { App, ProducerIdentity } from './app.ts'
import { rootOf } from './error-facts.ts'
import { Membership, membershipEvent } from './membership.ts'
import { placesOf } from './places.ts'

const latest = -1

/** What the history knows of one process. */
export class Watch {
  readonly #app: App
  readonly #membership: Membership
  /** What was told last of each partition in this generation. */
  readonly #positions = new Map<string, string>()

  constructor(app: App) {
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
  requested(request: WireRequest): number {
    if (request.api === 'OffsetCommit') {
      if (!isWatched(this.#app.simulation, request.groupId)) return -1
      const source = this.#app.commitsByHand ? 'manual' : 'auto'
      return this.#commitRequested(request, source, request.generationId)
    }
    if (request.api === 'TxnOffsetCommit') {
      return this.#commitRequested(request, 'transaction', this.generation)
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
        this.#membership.refused(flight.request as WireRequestOf<'Heartbeat'>, answer.errorCode)
        return
      case 'LeaveGroup':
        for (const { memberId } of answer.members) this.#membership.left(memberId)
        return
      case 'OffsetFetch':
        if (flight.socket.ofAdmin) return
        this.#offsetsFetched(flight.request as WireRequestOf<'OffsetFetch'>, answer)
        return
      case 'ListOffsets':
        if (flight.socket.ofAdmin) return
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
    if (answer.errorCode !== 0) return this.#membership.refused(request, answer.errorCode)
    this.#positions.clear()
    this.#membership.synced(request, answer)
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
      } else this.#emit({ kind: 'commit-refused', ...about, error: modelError(errorCode) })
    }
    if (request.api === 'OffsetCommit') this.#membership.refused(request, errorCode)
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

  /** A consumer has stopped with an error; it starts again by itself, or never. */
  consumerCrashed(error: Error, restart: boolean): void {
    this.#emit({ kind: 'consumer-crashed', ...this.#acting(), error: rootOf(error), restart })
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

  #acting() {
    const { world } = this.#app.simulation
    return { time: world.now, member: this.#app.name, generation: this.generation }
  }

  /** What a process does between its end and the end of its last microtask has no effect. */
  #emit(event: HistoryEvent): void {
    if (isRunning(this.#app)) this.#app.simulation.world.emit(event)
  }
}
