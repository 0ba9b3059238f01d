/** A running listener container: what it remembers, all of which a crash forgets. */
import type {
  ConsumerRecord,
  Offsets,
  Program,
  TopicPartition,
  TopicPartitionOffset,
} from '../../model/consumer/api.ts'
import type { Transaction } from '../../model/instance/ops.ts'
import { samePartition } from '../offsets.ts'
import type { Services } from '../strategy.ts'
import type { Steps } from './container-steps.ts'
import type { BatchMessageListener, MessageListener } from './listener.ts'
import { noPendingAcks, type PendingAcks } from './pending-acks.ts'

/** How often a partition's current record has failed in a row. */
export interface FailedRecord extends TopicPartition {
  offset: number
  deliveries: number
  /** A different exception starts the count again. */
  error: string
}

/** Of a partition, with `asyncAcks`: what of the last poll is not acknowledged. */
export interface Unacknowledged extends TopicPartition {
  /** Ascending. */
  offsets: number[]
  /** Acknowledged before an earlier one. */
  deferred: ConsumerRecord[]
}

/** A partition that is to be paused until that time. */
export interface PartitionPause extends TopicPartition {
  readonly until: number
}

/** What a container delivers to: single records or whole polls. */
export type Listener =
  | { readonly kind: 'record'; readonly onMessage: MessageListener }
  | { readonly kind: 'batch'; readonly onMessage: BatchMessageListener }

/** All that it does (`container-steps.ts`). */
export type ContainerSteps = Steps<Container>

export interface Container {
  /** The world's; a listener is given those of `listener-services.ts`. */
  readonly services: Services
  readonly listener: Listener
  readonly steps: ContainerSteps
  /** `enable.auto.commit`: the client commits, and the container leaves acks alone. */
  readonly autoCommit: boolean
  readonly pending: PendingAcks
  /** MANUAL_IMMEDIATE: acknowledged on another thread than the consumer's, or by the container. */
  acks: ConsumerRecord[]
  /** With `asyncAcks`: what must be acknowledged before the next poll may return records. */
  unacknowledged: Unacknowledged[] | null
  /** Acks since the last commit. */
  count: number
  /** When TIME last committed. */
  lastCommitTime: number
  /** When the loop last polled; kept for `idleBetweenPolls` only. */
  lastPoll: number
  /** Refused because a rebalance was under way; sent again after the next poll. */
  commitsDuringRebalance: Offsets
  assigned: TopicPartition[]
  readonly failures: FailedRecord[]
  /** Those of the AfterRollbackProcessor, which counts for itself. */
  readonly rollbacks: FailedRecord[]
  /** How often a batch has been rolled back in a row. */
  batchRollbacks: number
  /** A batch has failed, and none has succeeded since. */
  batchFailed: boolean
  /** The error handler delivers a failed batch again, and polls meanwhile. */
  retryingBatch: boolean
  /** Failed or left records that wait for the next turn, without a seek. */
  remaining: readonly ConsumerRecord[] | null
  /** Of a nack: milliseconds, -1 for none; and the first record to come again of a batch. */
  nackSleepMs: number
  nackIndex: number
  /** When partitions that a nack paused go on; 0: none are. */
  nackWakeTime: number
  pausedForNack: TopicPartition[]
  /** Of single partitions: what is asked for, and what is done. */
  partitionPauses: PartitionPause[]
  pausedPartitions: TopicPartition[]
  pauseRequested: boolean
  /** All partitions are. */
  consumerPaused: boolean
  pauseForPending: boolean
  pausedForAsyncAcks: boolean
  /** False while code runs on another thread: that a listener has started, or a sibling's. */
  onConsumerThread: boolean
  /** The transaction that records are processed in. */
  transaction: Transaction | null
  /** The transactional producer is there and can be used. */
  producerReady: boolean
  /** Why the container has stopped by itself. */
  stopped: Error | null
  /** Then: the other containers of the process go on. */
  stoppedAlone: boolean
}

/** A container that has not started, without its listener. */
export function newContainer(
  services: Services,
  steps: ContainerSteps,
): Omit<Container, 'listener'> {
  return {
    services,
    steps,
    autoCommit: services.settings['enable.auto.commit'],
    pending: noPendingAcks(),
    acks: [],
    unacknowledged: null,
    count: 0,
    lastCommitTime: 0,
    lastPoll: 0,
    commitsDuringRebalance: [],
    assigned: [],
    failures: [],
    rollbacks: [],
    batchRollbacks: 0,
    batchFailed: false,
    retryingBatch: false,
    remaining: null,
    nackSleepMs: -1,
    nackIndex: -1,
    nackWakeTime: 0,
    pausedForNack: [],
    partitionPauses: [],
    pausedPartitions: [],
    pauseRequested: false,
    consumerPaused: false,
    pauseForPending: false,
    pausedForAsyncAcks: false,
    // Of one that is alone no other consumer's thread can be told apart.
    onConsumerThread: services.shared === undefined,
    transaction: null,
    producerReady: false,
    stopped: null,
    stoppedAlone: false,
  }
}

/** Whether it is to end: asked to, or by itself. */
export function* isStopping(container: Container): Program<boolean> {
  return container.stopped !== null || (yield* container.services.stopping())
}

/** Whether offsets go to a transaction now. */
export function isInKafkaTransaction({ producerReady, transaction }: Container): boolean {
  return producerReady && transaction !== null
}

/** Whether the list names the partition. */
export function includes(list: readonly TopicPartition[], wanted: TopicPartition): boolean {
  for (const each of list) {
    if (samePartition(each, wanted)) return true
  }
  return false
}

/** The positions of these partitions, asked one by one. */
export function* positionsOf(
  container: Container,
  partitions: readonly TopicPartition[],
): Program<TopicPartitionOffset[]> {
  const offsets: TopicPartitionOffset[] = []
  for (const { topic, partition } of partitions) {
    const offset = yield* container.services.consumer.position({ topic, partition })
    offsets.push({ topic, partition, offset })
  }
  return offsets
}
