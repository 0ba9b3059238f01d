/**
 * Tells the history what a process of the user's does, from what goes over its connections.
 *
 * - `joined`, `assigned`, `revoked`, `lost`, `position`, commits: see `broker/watching`.
 * - `polled`: an answer to a fetch brings records. A client hands them to its program later, one
 *   call of poll after the other; nothing of that is seen here.
 * - transactions begin with the first partition, or the first group, that is added to them.
 *
 * What may go wrong at a moment is asked of `moments`, which may cut the connection, or end the
 * process, before this goes on.
 */
import type { InFlight } from '../../broker/host.ts'
import {
  type CommitResponse,
  commitAnswered,
  commitUnanswered,
  isCommit,
  newCommit,
  type Telling,
} from '../../broker/watching/commits.ts'
import { Membership, membershipEvent } from '../../broker/watching/membership.ts'
import { placesOf } from '../../broker/watching/places.ts'
import { Positions } from '../../broker/watching/positions.ts'
import {
  addedToTransaction,
  inTransactionOf,
  type Producing,
} from '../../broker/watching/transactions.ts'
import type { Watched } from '../../broker/watching/watched.ts'
import type { HistoryEvent } from '../../model/history.ts'
import type { ProduceRequest } from '../../wire/apis/00-produce.ts'
import type { FetchResponse } from '../../wire/apis/01-fetch.ts'
import type { ListOffsetsRequest, ListOffsetsResponse } from '../../wire/apis/02-list-offsets.ts'
import type { OffsetCommitRequest } from '../../wire/apis/08-offset-commit.ts'
import type { OffsetFetchRequest, OffsetFetchResponse } from '../../wire/apis/09-offset-fetch.ts'
import type { HeartbeatRequest, HeartbeatResponse } from '../../wire/apis/12-heartbeat.ts'
import type { LeaveGroupResponse } from '../../wire/apis/13-leave-group.ts'
import type { SyncGroupRequest, SyncGroupResponse } from '../../wire/apis/14-sync-group.ts'
import type {
  AddPartitionsToTxnRequest,
  AddPartitionsToTxnResponse,
} from '../../wire/apis/24-add-partitions-to-txn.ts'
import type {
  AddOffsetsToTxnRequest,
  AddOffsetsToTxnResponse,
} from '../../wire/apis/25-add-offsets-to-txn.ts'
import type { WireMessage } from '../../wire/codec.ts'
import type { Happening, Stage } from '../moments/moment.ts'
import type { Peer } from '../peer.ts'
import { FetchedFrom } from './fetched-records.ts'

/** What it tells besides events. */
export interface ProcessEars {
  /** The process has come to this; `asked`: the request that it is about. */
  reached(happening: Happening, stage: Stage, asked: InFlight): void
  /** Its producers are about to write these records. */
  producing(request: ProduceRequest): void
  /** These records of the topic have been sent to it. */
  handed(partition: number, offsets: readonly number[]): void
  /** Resolves when what it has done by now is seen; null: it is already. */
  untilSeen(): Promise<void> | null
}

/** The answers that say something of the process; all others are none of this file's. */
type Answer =
  | CommitResponse
  | FetchResponse
  | SyncGroupResponse
  | HeartbeatResponse
  | LeaveGroupResponse
  | OffsetFetchResponse
  | ListOffsetsResponse
  | AddPartitionsToTxnResponse
  | AddOffsetsToTxnResponse

/** OffsetCommit, LeaveGroup, EndTxn, TxnOffsetCommit. */
const committing: ReadonlySet<number> = new Set([8, 13, 26, 28])

/** Requests that bring a process to a moment, before and after they are applied. */
const happeningOf: Readonly<Record<string, Happening | undefined>> = {
  JoinGroup: 'join',
  SyncGroup: 'sync',
  OffsetCommit: 'commit',
  TxnOffsetCommit: 'commit',
  Produce: 'produce',
}

export class ProcessWatch implements Peer {
  readonly index: number
  readonly #watched: Watched
  readonly #topic: string
  readonly #fetchedFrom: FetchedFrom
  readonly #ears: ProcessEars
  readonly #membership: Membership
  readonly #positions: Positions
  /** Fetches whose answer brings records, and is not written yet. */
  readonly #bringing = new Set<number>()

  constructor(index: number, watched: Watched, topic: string, ears: ProcessEars) {
    this.index = index
    this.#watched = watched
    this.#topic = topic
    this.#fetchedFrom = new FetchedFrom(topic)
    this.#ears = ears
    this.#positions = new Positions(watched, (event) => this.#emit(event))
    this.#membership = new Membership((kind, place) =>
      this.#emit(membershipEvent(kind, this.#acting(), place)),
    )
  }

  /** In groups it goes by its own name, which the history knows. */
  nameOf(): string {
    return this.#watched.name
  }

  /** What it commits it has done, it says: the two are to be seen in this order. */
  isAfterEffects(apiKey: number): boolean {
    return committing.has(apiKey)
  }

  untilEffectsSeen(): Promise<void> | null {
    return this.#ears.untilSeen()
  }

  requested(request: WireMessage): number {
    if (request.api === 'Produce') this.#ears.producing(request as ProduceRequest)
    if (!isCommit(request) || !this.#watched.groups.isWatched(request.groupId)) return -1
    const places = placesOf(request.topics)
    if (request.api === 'OffsetCommit') {
      const asking = { ...this.#telling(), generation: request.generationId }
      return newCommit(this.#watched, asking, places, 'sync')
    }
    const telling = this.#telling()
    const emit = inTransactionOf(this.#watched, request, telling.emit)
    return newCommit(this.#watched, { ...telling, emit }, places, 'transaction')
  }

  sent(asked: InFlight): void {
    if (asked.request.api === 'Fetch') this.#fetchedFrom.asked(asked)
    const happening = this.#happening(asked)
    if (happening !== undefined) this.#ears.reached(happening, 'arrived', asked)
  }

  answered(asked: InFlight, response: WireMessage): void {
    const happening = this.#happening(asked)
    if (happening !== undefined) this.#ears.reached(happening, 'applied', asked)
    // A moment may have ended the connection: then the process hears nothing.
    if (asked.connection.open) this.#hears(asked, response as Answer)
    else this.unanswered(asked)
  }

  wrote(asked: InFlight): void {
    const happening = this.#happening(asked)
    if (happening !== undefined) this.#ears.reached(happening, 'answered', asked)
    else if (this.#bringing.delete(asked.ticket)) {
      this.#ears.reached('records', 'answered', asked)
    }
  }

  unanswered(asked: InFlight): void {
    commitUnanswered(this.#watched, this.#telling(), asked)
  }

  #happening({ request, commit }: InFlight): Happening | undefined {
    const happening = happeningOf[request.api]
    return happening === 'commit' && commit < 0 ? undefined : happening
  }

  #hears(asked: InFlight, answer: Answer): void {
    switch (answer.api) {
      case 'SyncGroup':
        return this.#synced(asked.request as SyncGroupRequest, answer)
      case 'Heartbeat':
        return this.#membership.refused(asked.request as HeartbeatRequest, answer.errorCode)
      case 'LeaveGroup':
        for (const { memberId } of answer.members) this.#membership.left(memberId)
        return
      case 'OffsetFetch':
        return this.#positions.fetched(asked.request as OffsetFetchRequest, answer)
      case 'ListOffsets':
        return this.#positions.listed(asked.request as ListOffsetsRequest, answer)
      case 'OffsetCommit':
      case 'TxnOffsetCommit':
        return this.#committed(asked, answer)
      case 'Fetch':
        return this.#fetched(asked, answer)
      case 'AddPartitionsToTxn':
        if (answer.results.some(({ partitions }) => partitions.some(isRefused))) return
        return this.#hasTransaction(asked.request as AddPartitionsToTxnRequest)
      case 'AddOffsetsToTxn':
        if (answer.errorCode === 0) this.#hasTransaction(asked.request as AddOffsetsToTxnRequest)
        return
      default:
    }
  }

  #synced(request: SyncGroupRequest, answer: SyncGroupResponse): void {
    if (!this.#watched.groups.isWatched(request.groupId)) return
    if (answer.errorCode !== 0) return this.#membership.refused(request, answer.errorCode)
    this.#positions.clear()
    this.#membership.synced(request, answer)
  }

  #committed(asked: InFlight, { topics }: CommitResponse): void {
    const errorCode = topics[0]?.partitions[0]?.errorCode ?? 0
    commitAnswered(this.#watched, this.#telling(), asked, errorCode)
    if (asked.commit < 0 || asked.request.api !== 'OffsetCommit') return
    this.#membership.refused(asked.request as OffsetCommitRequest, errorCode)
  }

  #fetched(asked: InFlight, answer: FetchResponse): void {
    const topic = this.#topic
    for (const { partition, offsets } of this.#fetchedFrom.records(asked, answer)) {
      this.#bringing.add(asked.ticket)
      this.#emit({ kind: 'polled', ...this.#acting(), topic, partition, offsets })
      this.#ears.handed(partition, offsets)
    }
  }

  #hasTransaction(producer: Producing): void {
    addedToTransaction(this.#watched, producer, (event) => this.#emit(event))
  }

  #telling(): Telling {
    const { generation } = this.#membership
    return { generation, emit: (event) => this.#emit(event) }
  }

  #acting() {
    const { world, name: member } = this.#watched
    return { time: world.now, member, generation: this.#membership.generation }
  }

  /** What a process does after its end has no effect on it. */
  #emit(event: HistoryEvent): void {
    const { world } = this.#watched
    const status = world.instances[this.index]?.status
    if (status === 'live' || status === 'frozen') world.emit(event)
  }
}

function isRefused({ errorCode }: { readonly errorCode: number }): boolean {
  return errorCode !== 0
}
