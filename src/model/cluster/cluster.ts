/**
 * The cluster: brokers, partition logs, the offsets topic, groups and transactions, as plain data.
 *
 * Requests enter through `handle` (handle.ts) and are answered at once or later, through
 * {@link Ports}. Nothing here knows instances, clients, time or chance.
 */
import type { Group } from '../group/group.ts'
import type { Emit } from '../history.ts'
import type { Meter } from '../meter/meter.ts'
import type { RequestOf, Response } from '../network/requests.ts'
import type { Settings } from '../settings.ts'
import type { TransactionalId } from '../transactions/transactional-id.ts'
import type { FetchSessions } from './fetch-sessions.ts'
import type { OffsetsTopic } from './offsets-topic-state.ts'
import type { PartitionLog, Records } from './partition-log.ts'

/** A Fetch that waits at its broker for something to answer with. */
export interface HeldFetch {
  readonly ticket: number
  readonly broker: number
  readonly request: RequestOf<'Fetch'>
}

/** How many member ids one client id was given so far. */
export interface MemberSerial {
  readonly clientId: string
  given: number
}

export interface Cluster {
  readonly settings: Readonly<Settings>
  readonly brokers: number
  /** What the group under test reads: the history tells of this topic's records. */
  readonly topic: string
  /** What it reads besides, and the history tells of, too. */
  readonly otherTopics: readonly string[]
  /** Of these topics it tells what was handed on to them, once nothing takes that away again. */
  readonly retryTopics: readonly string[]
  /** Which of them has what has failed for good; null: there is none, or nobody reads it. */
  readonly deadLetterTopic: string | null
  /** In order of creation; partitions of a topic are in ascending order. */
  readonly partitions: PartitionLog[]
  readonly offsets: OffsetsTopic
  /** In order of creation. */
  readonly groups: Group[]
  /** In order of creation. */
  readonly transactionalIds: TransactionalId[]
  /** Fetches that wait for a record, in order of arrival. */
  readonly heldFetches: HeldFetch[]
  readonly fetchSessions: FetchSessions
  /** Goes up whenever a leader or the number of partitions changes. */
  metadataVersion: number
  /** Goes up whenever the members of a group, or where it stands, may have changed. */
  membershipVersion: number
  nextProducerId: number
  nextMemberSerial: number
  /** Present: what keeps the records of a partition that is added; else they are in an array. */
  createRecords?: () => Records
  /** Present: member ids are numbered per client id, so that they do not tell who joined first. */
  memberSerials?: MemberSerial[]
}

/** How the cluster speaks to the world around it. Functions, hence apart from the data. */
export interface Ports {
  readonly emit: Emit
  /** Virtual milliseconds. */
  now(): number
  /** The session of the member begins anew, and ends so many milliseconds from now. */
  sessionBegins(memberId: string, lengthMs: number): void
  /** Answers a request that `handle` left unanswered. */
  respond(ticket: number, response: Response): void
  /** A commit became visible (it passed the high watermark of the offsets topic). */
  commitApplied(
    commit: number,
    topic: string,
    partition: number,
    offset: number,
    previous: number | null,
  ): void
  /** The transaction coordinator decided a transaction. */
  transactionEnded(
    producerId: number,
    producerEpoch: number,
    committed: boolean,
    reason: string,
  ): void
  /** Counts what the history does not tell; null: nobody wants to know. */
  readonly meter: Meter | null
}
