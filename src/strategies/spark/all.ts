/** Spark, DStreams and structured streaming. */
import type { Strategy } from '../strategy.ts'
import { sparkDstreamCheckpoint } from './spark-dstream-checkpoint.ts'
import { sparkDstreamCommitAsync } from './spark-dstream-commit-async.ts'
import { sparkDstreamOwnStore } from './spark-dstream-own-store.ts'
import { sparkStructuredStreaming } from './spark-structured-streaming.ts'

/** In the order in which lists and tables show them. */
export const sparkStrategies: readonly Strategy[] = [
  sparkDstreamCheckpoint,
  sparkDstreamCommitAsync,
  sparkDstreamOwnStore,
  sparkStructuredStreaming,
]

/** By their names, for `ackurate/strategies`. */
export {
  sparkDstreamCheckpoint,
  sparkDstreamCommitAsync,
  sparkDstreamOwnStore,
  sparkStructuredStreaming,
}
