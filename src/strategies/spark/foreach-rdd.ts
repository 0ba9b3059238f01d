/** What a user of DStreams writes: what is done with each batch, and what that is given. */
import type { ConsumerRecord, Program } from '../../model/consumer/api.ts'
import type { Services } from '../strategy.ts'
import type { OffsetRange } from './offset-ranges.ts'
import type { PartitionTask } from './tasks.ts'

/** A batch: `rdd`, and `rdd.asInstanceOf[HasOffsetRanges].offsetRanges`. */
export interface Batch {
  readonly records: readonly ConsumerRecord[]
  /** One for each partition of the topic, those without records, too. */
  readonly offsetRanges: readonly OffsetRange[]
  /** Runs a task for each partition of the batch on an executor. */
  foreachPartition(task: PartitionTask): Program<void>
}

/** What the output function is given besides the batch. */
export interface OutputServices
  extends Omit<Services, 'consumer' | 'outliveConsumer' | 'stopping'> {
  /** `CanCommitOffsets.commitAsync`: queues the ranges; a later batch's generation sends them. */
  commitAsync(ranges: readonly OffsetRange[]): void
}

/** The output function of `stream.foreachRDD`. What it throws ends the application. */
export type ForeachRDD = (batch: Batch, services: OutputServices) => Program<void> | void
