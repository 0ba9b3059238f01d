/** Programs over the Java consumer. */
import type { Strategy } from '../strategy.ts'
import { autoCommit } from './auto-commit.ts'
import { commitAsyncAfterBatch } from './commit-async-after-batch.ts'
import { commitAsyncRetryInOrder } from './commit-async-retry-in-order.ts'
import { commitAsyncThenSyncOnClose } from './commit-async-then-sync-on-close.ts'
import { commitAsyncWithCallback } from './commit-async-with-callback.ts'
import { commitOnRevoke } from './commit-on-revoke.ts'
import { commitSyncAfterBatch } from './commit-sync-after-batch.ts'
import { commitSyncAfterRecord } from './commit-sync-after-record.ts'
import { commitSyncBeforeProcessing } from './commit-sync-before-processing.ts'
import { externalStoreAtomic } from './external-store-atomic.ts'
import { externalStoreOffsetFirst } from './external-store-offset-first.ts'
import { externalStoreOnRevoke } from './external-store-on-revoke.ts'
import { externalStoreResultFirst } from './external-store-result-first.ts'
import { transactional } from './transactional.ts'

/** In the order in which lists and tables show them. */
export const kafkaConsumerStrategies: readonly Strategy[] = [
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

/** By their names, for `ackurate/strategies`. */
export {
  autoCommit,
  commitAsyncAfterBatch,
  commitAsyncRetryInOrder,
  commitAsyncThenSyncOnClose,
  commitAsyncWithCallback,
  commitOnRevoke,
  commitSyncAfterBatch,
  commitSyncAfterRecord,
  commitSyncBeforeProcessing,
  externalStoreAtomic,
  externalStoreOffsetFirst,
  externalStoreOnRevoke,
  externalStoreResultFirst,
  transactional,
}
