/**
 * The tasks of a batch: one for each Kafka partition, as `foreachPartition` makes them.
 *
 * Behaviour: a task that fails is run again from the first record of its partition, until it has
 * failed `spark.task.maxFailures` times; then its batch fails. What it had written stays.
 * Left out: tasks at the same time, speculative ones (`spark.speculation`), executors that die
 * without their driver.
 * Source: `TaskSetManager.handleFailedTask`, `RDD.foreachPartition`, `KafkaRDD.getPartitions`.
 */
import type { ConsumerRecord, Program } from '../../model/consumer/api.ts'
import { isException } from '../../model/errors.ts'
import { samePartition } from '../offsets.ts'

/** What runs on an executor, for the records of one partition, in the order of their offsets. */
export type PartitionTask = (records: readonly ConsumerRecord[]) => Program<void>

/** Runs a task for each partition of the records. */
export function* runTasks(
  records: readonly ConsumerRecord[],
  body: PartitionTask,
  failuresMax: number,
): Program<void> {
  const firsts = records.filter(
    (record, i) => records.findIndex((one) => samePartition(one, record)) === i,
  )
  for (const first of firsts) {
    const own = records.filter((one) => samePartition(one, first))
    yield* runTask(() => body(own), failuresMax)
  }
}

function* runTask(attempt: () => Program<void>, failuresMax: number): Program<void> {
  for (let failures = 1; ; failures++) {
    try {
      return yield* attempt()
    } catch (error) {
      const interrupted = isException(error, 'WakeupException') || isStrategyFailure(error)
      if (interrupted || failures >= failuresMax) throw error
    }
  }
}

function isStrategyFailure(error: unknown): boolean {
  return error instanceof Error && error.name === 'StrategyFailure'
}
