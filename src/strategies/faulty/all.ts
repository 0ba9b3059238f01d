/** Known bugs, kept on purpose, each with the property that must catch it. */
import type { AnyStrategy } from '../strategy.ts'
import { autoCommitCloseInFinally } from './auto-commit-close-in-finally.ts'
import { autoCommitSwallowError } from './auto-commit-swallow-error.ts'
import { autoCommitWorkerThreads } from './auto-commit-worker-threads.ts'
import { commitAsyncRetryInCallback } from './commit-async-retry-in-callback.ts'
import { commitHighestSeen } from './commit-highest-seen.ts'
import { commitSyncMidBatch } from './commit-sync-mid-batch.ts'
import { commitSyncResubscribeOnError } from './commit-sync-resubscribe-on-error.ts'
import { commitThisOffset } from './commit-this-offset.ts'
import { connectIgnoresFlush } from './connect-ignores-flush.ts'
import { connectPrecommitOfPut } from './connect-precommit-of-put.ts'
import { externalStoreAtomicUnguarded } from './external-store-atomic-unguarded.ts'
import { kafkajsAutoResolveBreak } from './kafkajs-auto-resolve-break.ts'
import { kafkajsFireAndForget } from './kafkajs-fire-and-forget.ts'
import { kafkajsNoOpCommit } from './kafkajs-no-op-commit.ts'
import { kafkajsResolveAsTheyFinish } from './kafkajs-resolve-as-they-finish.ts'
import { sparkCommitAsyncBeforeOutput } from './spark-commit-async-before-output.ts'
import { springManualOutOfOrder } from './spring-manual-out-of-order.ts'
import { transactionAbortWithoutRewind } from './transaction-abort-without-rewind.ts'

/** In the order in which lists and tables show them. */
export const faultyStrategies: readonly AnyStrategy[] = [
  autoCommitWorkerThreads,
  autoCommitCloseInFinally,
  autoCommitSwallowError,
  commitSyncMidBatch,
  commitAsyncRetryInCallback,
  commitSyncResubscribeOnError,
  commitThisOffset,
  commitHighestSeen,
  transactionAbortWithoutRewind,
  externalStoreAtomicUnguarded,
  springManualOutOfOrder,
  connectPrecommitOfPut,
  connectIgnoresFlush,
  sparkCommitAsyncBeforeOutput,
  kafkajsResolveAsTheyFinish,
  kafkajsAutoResolveBreak,
  kafkajsFireAndForget,
  kafkajsNoOpCommit,
]

/** By their names, for `ackurate/strategies`. */
export {
  autoCommitCloseInFinally,
  autoCommitSwallowError,
  autoCommitWorkerThreads,
  commitAsyncRetryInCallback,
  commitHighestSeen,
  commitSyncMidBatch,
  commitSyncResubscribeOnError,
  commitThisOffset,
  connectIgnoresFlush,
  connectPrecommitOfPut,
  externalStoreAtomicUnguarded,
  kafkajsAutoResolveBreak,
  kafkajsFireAndForget,
  kafkajsNoOpCommit,
  kafkajsResolveAsTheyFinish,
  sparkCommitAsyncBeforeOutput,
  springManualOutOfOrder,
  transactionAbortWithoutRewind,
}
