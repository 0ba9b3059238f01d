/** A running listener container: what it remembers, all of which a crash forgets, and its steps. */
import type {
  ConsumerRecord,
  Offsets,
  Program,
  TopicPartition,
  TopicPartitionOffset,
} from '../../model/consumer/api.ts'
import type { KafkaException } from '../../model/errors.ts'
import { samePartition } from '../offsets.ts'
import type { Services } from '../strategy.ts'
import type { Acknowledgment, MessageListener } from './listener.ts'
import { noPendingAcks, type PendingAcks } from './pending-acks.ts'

/** How often a partition's current record has failed in a row. */
export interface FailedRecord extends TopicPartition {
  offset: number
  deliveries: number
  /** A different exception starts the count again. */
  error: string
}

export interface Container {
  readonly services: Services
  readonly listener: MessageListener
  readonly steps: ContainerSteps
  /** `enable.auto.commit`: the client commits, and the container leaves acks alone. */
  readonly autoCommit: boolean
  readonly pending: PendingAcks
  /** Acks since the last commit. */
  count: number
  /** When TIME last committed. */
  lastCommitTime: number
  /** Refused because a rebalance was under way; sent again after the next poll. */
  commitsDuringRebalance: Offsets
  assigned: TopicPartition[]
  readonly failures: FailedRecord[]
}

/**
 * All that a container does. Without any option it is `baseSteps`; an option replaces some, and
 * may call what it replaces.
 */
export interface ContainerSteps {
  /** Before anything else; throws what Spring refuses to start with. */
  configure(container: Container): void
  /** It has subscribed. */
  subscribed(container: Container): Program<void>
  /** One turn of the loop: commits what is due, polls, delivers. */
  pollAndInvoke(container: Container): Program<void>
  /** Commits what is acknowledged and due; also asked on errors, revocations and the stop. */
  processCommits(container: Container): Program<void>
  poll(container: Container): Program<readonly ConsumerRecord[]>
  /** A poll has returned no record. */
  polledNothing(container: Container): Program<void>
  /** Delivers the records of a poll. */
  invoke(container: Container, records: readonly ConsumerRecord[]): Program<void>
  /** Delivers one of them. False: the others are left. */
  deliver(container: Container, record: ConsumerRecord): Program<boolean>
  /** The listener has returned from the record. */
  handled(container: Container, record: ConsumerRecord): Program<void>
  /** The error handler has given the record up. */
  recovered(container: Container, record: ConsumerRecord): Program<void>
  /** What the listener is given to acknowledge the record with. */
  acknowledgment(container: Container, record: ConsumerRecord): Acknowledgment
  /** The listener has acknowledged the record. */
  acknowledge(container: Container, record: ConsumerRecord): Program<void>
  /** Sends a commit of these; there is at least one. */
  commit(container: Container, offsets: Offsets): Program<void>
  /** Sends it and waits for the answer. */
  commitSync(container: Container, offsets: Offsets): Program<void>
  /** `records[0]` has failed. True: it is given up and must be acknowledged. */
  handleError(
    container: Container,
    error: KafkaException,
    records: readonly ConsumerRecord[],
  ): Program<boolean>
  /** Partitions go: before their acks are committed, and after. */
  revoking(container: Container, partitions: readonly TopicPartition[]): Program<void>
  revoked(container: Container, partitions: readonly TopicPartition[]): Program<void>
  /** Partitions are gone; they are then revoked all the same. */
  lost(container: Container, partitions: readonly TopicPartition[]): Program<void>
  assigned(container: Container, partitions: readonly TopicPartition[]): Program<void>
  /** The loop has ended. */
  wrapUp(container: Container): Program<void>
}

/** A container that has not started. */
export function newContainer(
  services: Services,
  steps: ContainerSteps,
  listener: MessageListener,
): Container {
  return {
    services,
    listener,
    steps,
    autoCommit: services.settings['enable.auto.commit'],
    pending: noPendingAcks(),
    count: 0,
    lastCommitTime: 0,
    commitsDuringRebalance: [],
    assigned: [],
    failures: [],
  }
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
