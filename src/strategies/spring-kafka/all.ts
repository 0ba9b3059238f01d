/** Spring Kafka's listener container; `-async` is the same with `syncCommits` false. */
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

/** In the order in which lists and tables show them. */
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

/** By their names, for `ackurate/strategies`. */
export {
  springAutoCommit,
  springBatch,
  springBatchAsync,
  springCount,
  springCountAsync,
  springCountTime,
  springCountTimeAsync,
  springExternalStoreSeek,
  springManual,
  springManualAsync,
  springManualImmediate,
  springManualImmediateAsync,
  springRecord,
  springRecordAsync,
  springTime,
  springTimeAsync,
}
