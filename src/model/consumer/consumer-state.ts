/**
 * What a consumer client knows, as plain data (but for the listener and the callbacks).
 *
 * Behaviour: keeps apart what is fetched (`buffers`), returned by poll (`position`) and committed
 * (the coordinator's). A partition is `initializing` until its committed offset is known, then
 * `fetching`, or `await-reset`, or `await-validation` after a leader change (A.2.5).
 * Left out: the first Metadata and FindCoordinator of a client, which are answered before the run
 * begins (later ones are sent); quotas, interceptors, deserialisers, metrics.
 * Source: reference A.1, A.2; `SubscriptionState`, `AbstractCoordinator`.
 */
import type { KafkaException } from '../errors.ts'
import type { OffsetCommitCallback, RebalanceListener } from '../instance/ops.ts'
import type { FetchEntry } from '../network/client-requests.ts'
import type { PartitionInfo } from '../network/client-responses.ts'
import type { FetchedRecord } from '../network/records.ts'
import type { Offsets, TopicPartition } from '../topic-partition.ts'

export type PositionStatus = 'initializing' | 'await-reset' | 'await-validation' | 'fetching'

export interface AssignedPartition extends TopicPartition {
  status: PositionStatus
  /** The next offset that poll will return; meaningless while initializing or awaiting a reset. */
  position: number
  /** Epoch of the last record returned, or of the committed offset; -1 unknown. */
  positionEpoch: number
  /** Reset to which end; null: by policy. */
  resetTo: 'earliest' | 'latest' | null
  paused: boolean
  /** Eager rebalance begun: no more records of it are returned (A.3, KAFKA-14196). */
  pendingRevocation: boolean
  /** Ticket of the request that decides its position; -1: none under way. */
  lookup: number
  /** A reset by duration has found nothing young enough: when to ask again, else -1. */
  resetDue: number
}

/** One fetched partition's records that poll has not returned yet. */
export interface FetchBuffer extends TopicPartition {
  readonly records: readonly FetchedRecord[]
  /** Index of the next record to return. */
  next: number
  /** The position must be this for the buffer to be valid (A.2.3). */
  expectedPosition: number
}

/** A fetch under way: one per broker. */
export interface FetchInFlight {
  readonly ticket: number
  readonly broker: number
  readonly entries: readonly FetchEntry[]
  /** The client would fetch something else by now. */
  stale: boolean
}

/** A commit under way that no caller waits for. */
export interface AsyncCommit {
  readonly commit: number
  readonly offsets: Offsets
  readonly callback: OffsetCommitCallback | null
  readonly kind: 'async' | 'auto' | 'rebalance' | 'close'
  /** -1: waits for the coordinator to be found. */
  ticket: number
}

/** A callback of the application that is due at its next call into the client. */
export interface DueCallback {
  readonly callback: OffsetCommitCallback
  readonly offsets: Offsets
  readonly error: KafkaException | null
}

export type Membership = 'unjoined' | 'joining' | 'syncing' | 'stable'

/** What a member was told to read, and in which generation. */
export interface LastAssignment {
  readonly partitions: readonly TopicPartition[]
  readonly generation: number
}
export interface ConsumerState {
  readonly groupId: string
  closed: boolean
  mode: 'none' | 'subscribed' | 'assigned'
  topics: readonly string[]
  listener: RebalanceListener | null
  /** What the client knows of the topic's partitions and leaders. */
  metadata: readonly PartitionInfo[]
  metadataVersion: number
  /** Tickets of requests under way; -1 none. */
  metadataTicket: number
  findTicket: number
  joinTicket: number
  heartbeatTicket: number
  leaveTicket: number
  fetchCommittedTicket: number
  /** Broker of the coordinator; -1 unknown. */
  coordinator: number
  membership: Membership
  memberId: string
  generation: number
  readonly groupInstanceId: string | null
  isLeader: boolean
  /** What groupMetadata() says: as of the last onJoinComplete, even if membership is lost. */
  toldMemberId: string
  toldGeneration: number
  /** Partition count of the last assignment that this member computed as leader. */
  assignedPartitionCount: number
  /** The topics of all members then. */
  groupTopics: readonly string[]
  rejoinNeeded: boolean
  /** onJoinPrepare: 0 not begun, 1 auto-commit sent, 2 callbacks under way, 3 done. */
  prepare: 0 | 1 | 2 | 3
  /** The assignment that SyncGroup brought and onJoinComplete has not handled yet. */
  newAssignment: readonly TopicPartition[] | null
  /** The last assignment, as the sticky assignor keeps it over a rebalance; null: no such one. */
  lastAssignment: LastAssignment | null
  /** onJoinComplete: 0 not begun, 1 revoked callback under way, 2 assigned callback under way. */
  complete: 0 | 1 | 2
  /** The coordinator may know a member id of it that it has forgotten or never heard. */
  orphaned: boolean
  /** Frozen past its session, and has not noticed yet. */
  sessionLapsed: boolean
  /** The thread that polled has ended, and no other polls; when its poll interval is over. */
  pollerGone: boolean
  pollerGoneDue: number
  /** The member lost its generation: its partitions are lost, not revoked. */
  generationLost: boolean
  partitions: AssignedPartition[]
  readonly buffers: FetchBuffer[]
  readonly fetches: FetchInFlight[]
  /** The auto-commit interval has passed. */
  autoCommitElapsed: boolean
  autoCommitDue: number
  readonly asyncCommits: AsyncCommit[]
  readonly dueCallbacks: DueCallback[]
  /** wakeup() was called: the next call that may wait throws. */
  wakeup: boolean
  /** Waiting out retry.backoff.ms. */
  backingOff: boolean
  backoffDue: number
  /** Thrown by the next call: a static fence that an asynchronous request met. */
  failure: KafkaException | null
  /** Thrown by the next poll that has nothing to return (out of range, truncation). */
  positionFailure: KafkaException | null
  /** Inside close(): nothing can wake it. */
  closing: boolean
  joinedAt: number
  /** How long its main task has slept since it last polled; -1: another task polled last. */
  sleptMs: number
  /** How many polls in a row returned nothing, and the world's progress at the first of them. */
  idlePolls: number
  idleSince: number
  /** When the first of them returned, in virtual milliseconds. */
  idleFrom: number
}

/** The assigned partition of that place, if it is assigned. */
export function findAssigned(
  consumer: ConsumerState,
  topic: string,
  partition: number,
): AssignedPartition | undefined {
  const partitions = consumer.partitions
  for (let i = 0; i < partitions.length; i++) {
    const candidate = partitions[i]
    if (candidate?.partition === partition && candidate.topic === topic) return candidate
  }
  return undefined
}

/** A partition just assigned: its position is not known yet. */
export function createAssigned(place: TopicPartition): AssignedPartition {
  return {
    topic: place.topic,
    partition: place.partition,
    status: 'initializing',
    position: 0,
    positionEpoch: -1,
    resetTo: null,
    paused: false,
    pendingRevocation: false,
    lookup: -1,
    resetDue: -1,
  }
}

/** Drops what was fetched for a partition: a seek or a new assignment makes it stale. */
export function dropBuffers(consumer: ConsumerState, topic: string, partition: number): void {
  for (let i = consumer.buffers.length - 1; i >= 0; i--) {
    const buffer = consumer.buffers[i]
    if (buffer?.partition === partition && buffer.topic === topic) consumer.buffers.splice(i, 1)
  }
}
