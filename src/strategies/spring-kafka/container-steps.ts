/**
 * All that a container does. Without any option it is `baseSteps`; an option replaces some, and
 * may call what it replaces.
 */
import type { ConsumerRecord, Offsets, Program, TopicPartition } from '../../model/consumer/api.ts'

/** How the delivery of a record has ended. */
export interface Delivery {
  /** Whether the next record of the poll is delivered. */
  readonly goesOn: boolean
  /** What a transaction round it must fail with. */
  readonly thrown: Error | null
}

/** `Container` is what they work on (`container-state.ts`). */
export interface Steps<Container> {
  /** Whether other containers of the process go on when this one has stopped for good. */
  readonly outlivesConsumer: boolean
  /** Before anything else; throws what Spring refuses to start with. */
  configure(container: Container): void
  /** It has subscribed. */
  subscribed(container: Container): Program<void>
  /** One turn of the loop: commits what is due, polls, delivers. */
  pollAndInvoke(container: Container): Program<void>
  /** Commits what is acknowledged and due; also asked on errors, revocations and the stop. */
  processCommits(container: Container): Program<void>
  /** After that, before a poll. */
  beforePoll(container: Container): Program<void>
  poll(container: Container): Program<readonly ConsumerRecord[]>
  /** A poll has returned no record. */
  polledNothing(container: Container): Program<void>
  /** Delivers one record, and does what its failure asks for. The others follow it. */
  invokeOne(container: Container, records: readonly ConsumerRecord[]): Program<Delivery>
  /** The same of a whole poll; returns what a transaction round it must fail with. */
  invokeBatch(container: Container, records: readonly ConsumerRecord[]): Program<Error | null>
  /** Calls the listener with the record. */
  listen(container: Container, record: ConsumerRecord): Program<void>
  /** Calls the listener with these; `polled` are those of the poll that they are from. */
  listenToBatch(
    container: Container,
    records: readonly ConsumerRecord[],
    polled: readonly ConsumerRecord[],
  ): Program<void>
  /** The listener has returned from the record. */
  handled(container: Container, record: ConsumerRecord): Program<void>
  /** The same of a poll; `nacked`: it wants some of them again. */
  handledBatch(
    container: Container,
    records: readonly ConsumerRecord[],
    nacked: boolean,
  ): Program<void>
  /** The error handler is done with the record, which counts as handled. */
  recovered(container: Container, record: ConsumerRecord): Program<void>
  /** The same of the last records of partitions, committed when acks are looked at next. */
  recoveredBatch(container: Container, records: readonly ConsumerRecord[]): Program<void>
  /** `commitRecovered` of an error handler; throws what the commit throws. */
  commitRecovered(container: Container, record: ConsumerRecord): Program<void>
  /** Throws where the listener has nothing to acknowledge with. */
  checkAcknowledgment(): void
  /** Whether a batch may be acknowledged in parts. */
  acknowledgesInParts: boolean
  /** The listener has acknowledged these. */
  acknowledge(container: Container, records: readonly ConsumerRecord[]): Program<void>
  /** Sends a commit of these; there is at least one. */
  commit(container: Container, offsets: Offsets): Program<void>
  /** Sends it and waits for the answer. */
  commitSync(container: Container, offsets: Offsets): Program<void>
  /** Sends it past all that a container does about commits that fail: error handlers do. */
  commitOnce(container: Container, offsets: Offsets): Program<void>
  /** The listener has failed on `records[0]`, or the commit after it has. */
  handleError(
    container: Container,
    error: Error,
    records: readonly ConsumerRecord[],
  ): Program<Delivery>
  /** The same of a poll; returns what a transaction round it must fail with. */
  handleBatchError(
    container: Container,
    error: Error,
    records: readonly ConsumerRecord[],
  ): Program<Error | null>
  /** The commit between two polls has failed while records wait in the container. */
  handleRemaining(
    container: Container,
    error: Error,
    records: readonly ConsumerRecord[],
  ): Program<void>
  /** An exception that came out of no listener. */
  handleOtherException(container: Container, error: Error): Program<void>
  /** Partitions go: before their acks are committed, and after. */
  revoking(container: Container, partitions: readonly TopicPartition[]): Program<void>
  revoked(container: Container, partitions: readonly TopicPartition[]): Program<void>
  /** Partitions are gone; they are then revoked all the same. */
  lost(container: Container, partitions: readonly TopicPartition[]): Program<void>
  assigned(container: Container, partitions: readonly TopicPartition[]): Program<void>
  /** The loop has ended. */
  wrapUp(container: Container): Program<void>
}
