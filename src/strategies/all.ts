/** The registry: every strategy that ships, in the order in which lists and tables show them. */
import { autoCommitCloseInFinally } from './faulty/auto-commit-close-in-finally.ts'
import { autoCommitSwallowError } from './faulty/auto-commit-swallow-error.ts'
import { autoCommitWorkerThreads } from './faulty/auto-commit-worker-threads.ts'
import { commitAsyncRetryInCallback } from './faulty/commit-async-retry-in-callback.ts'
import { commitHighestSeen } from './faulty/commit-highest-seen.ts'
import { commitSyncMidBatch } from './faulty/commit-sync-mid-batch.ts'
import { commitThisOffset } from './faulty/commit-this-offset.ts'
import { externalStoreAtomicUnguarded } from './faulty/external-store-atomic-unguarded.ts'
import { sparkCommitAsyncBeforeOutput } from './faulty/spark-commit-async-before-output.ts'
import { transactionAbortWithoutRewind } from './faulty/transaction-abort-without-rewind.ts'
import { autoCommit } from './kafka-consumer/auto-commit.ts'
import { commitAsyncAfterBatch } from './kafka-consumer/commit-async-after-batch.ts'
import { commitAsyncRetryInOrder } from './kafka-consumer/commit-async-retry-in-order.ts'
import { commitAsyncThenSyncOnClose } from './kafka-consumer/commit-async-then-sync-on-close.ts'
import { commitAsyncWithCallback } from './kafka-consumer/commit-async-with-callback.ts'
import { commitOnRevoke } from './kafka-consumer/commit-on-revoke.ts'
import { commitSyncAfterBatch } from './kafka-consumer/commit-sync-after-batch.ts'
import { commitSyncAfterRecord } from './kafka-consumer/commit-sync-after-record.ts'
import { commitSyncBeforeProcessing } from './kafka-consumer/commit-sync-before-processing.ts'
import { externalStoreAtomic } from './kafka-consumer/external-store-atomic.ts'
import { externalStoreOffsetFirst } from './kafka-consumer/external-store-offset-first.ts'
import { externalStoreOnRevoke } from './kafka-consumer/external-store-on-revoke.ts'
import { externalStoreResultFirst } from './kafka-consumer/external-store-result-first.ts'
import { transactional } from './kafka-consumer/transactional.ts'
import { faultyKafkajsStrategies, kafkajsStrategies } from './kafkajs/all.ts'
import { sparkDstreamCheckpoint } from './spark/spark-dstream-checkpoint.ts'
import { sparkDstreamCommitAsync } from './spark/spark-dstream-commit-async.ts'
import { sparkDstreamOwnStore } from './spark/spark-dstream-own-store.ts'
import { sparkStructuredStreaming } from './spark/spark-structured-streaming.ts'
import { faultySpringStrategies, springStrategies } from './spring-kafka/all.ts'
import type { AnyStrategy, Family, Strategy } from './strategy.ts'

const kafkaConsumer: readonly Strategy[] = [
  autoCommit,
  commitSyncAfterBatch,
  commitSyncAfterRecord,
  commitSyncBeforeProcessing,
  commitAsyncAfterBatch,
  commitAsyncWithCallback,
  commitAsyncRetryInOrder,
  commitAsyncThenSyncOnClose,
  commitOnRevoke,
  externalStoreOnRevoke,
  externalStoreAtomic,
  externalStoreResultFirst,
  externalStoreOffsetFirst,
  transactional,
]

const spark: readonly Strategy[] = [
  sparkDstreamCheckpoint,
  sparkDstreamCommitAsync,
  sparkDstreamOwnStore,
  sparkStructuredStreaming,
]

const faulty: readonly Strategy[] = [
  autoCommitWorkerThreads,
  autoCommitCloseInFinally,
  autoCommitSwallowError,
  commitSyncMidBatch,
  commitAsyncRetryInCallback,
  commitThisOffset,
  commitHighestSeen,
  transactionAbortWithoutRewind,
  externalStoreAtomicUnguarded,
  ...faultySpringStrategies,
  sparkCommitAsyncBeforeOutput,
]

/** A strategy as the registry knows it. */
export interface ShippedStrategy {
  readonly strategy: AnyStrategy
  readonly family: Family
  /** A known bug, kept on purpose. */
  readonly faulty: boolean
}

/** All of them. */
export const strategies: readonly ShippedStrategy[] = [
  ...shipped('kafka-consumer', kafkaConsumer),
  ...shipped('spring-kafka', springStrategies),
  ...shipped('spark', spark),
  ...shipped('kafkajs', kafkajsStrategies),
  ...shipped('faulty', [...faulty, ...faultyKafkajsStrategies]),
]

function shipped(family: Family, members: readonly AnyStrategy[]): ShippedStrategy[] {
  return members.map((strategy) => ({ strategy, family, faulty: family === 'faulty' }))
}
