/** The Spring Kafka strategies, in the order in which tables show them. */
import { springManualOutOfOrder } from '../faulty/spring-manual-out-of-order.ts'
import type { Strategy } from '../strategy.ts'
import { springAutoCommit } from './spring-auto-commit.ts'
import { springBatch, springBatchAsync } from './spring-batch.ts'
import { springCount, springCountAsync } from './spring-count.ts'
import { springCountTime, springCountTimeAsync } from './spring-count-time.ts'
import { springExternalStoreSeek } from './spring-external-store-seek.ts'
import { springManual, springManualAsync } from './spring-manual.ts'
import { springManualImmediate, springManualImmediateAsync } from './spring-manual-immediate.ts'
import { springRecord, springRecordAsync } from './spring-record.ts'
import { springTime, springTimeAsync } from './spring-time.ts'

/** The sound ones; `-async` is the same with `syncCommits` false. */
export const springStrategies: readonly Strategy[] = [
  springRecord,
  springRecordAsync,
  springBatch,
  springBatchAsync,
  springTime,
  springTimeAsync,
  springCount,
  springCountAsync,
  springCountTime,
  springCountTimeAsync,
  springManual,
  springManualAsync,
  springManualImmediate,
  springManualImmediateAsync,
  springAutoCommit,
  springExternalStoreSeek,
]

/** Bugs kept on purpose, each with the property that must catch it. */
export const faultySpringStrategies: readonly Strategy[] = [springManualOutOfOrder]
