/**
 * The driver of a query of Structured Streaming: one batch after the other.
 *
 * Behaviour: the ends of a batch are written to `offsets/N`, the batch is run and handed to
 * `foreachBatch`, and `commits/N` is written. What fails ends the query, and its application. After
 * a restart a batch that is in the first log and not in the second is run again with the same
 * records and the same number. New partitions are read from their beginning, the others from the
 * logs; the group's committed offsets are not used. A stop ends the query in the middle of a batch,
 * before its next record or write; or, with `stopsBetweenBatches`, when it has ended its batch.
 * Left out: `failOnDataLoss`: what is left of a range is read; `startingOffsets` other than
 * earliest; batches without records; watermarks and state; triggers; asynchronous progress
 * tracking; executors, which read a batch when it runs: here its ends are those of what was read.
 * Source: `MicroBatchExecution.runActivatedStream`, `populateStartOffsets`, `constructNextBatch`,
 * `runBatch`; `stop`; `ForeachBatchSink.addBatch`; `KafkaMicroBatchStream`.
 */
import type { ConsumerRecord, Offsets, Program, TopicPartition } from '../../model/consumer/api.ts'
import { isException, KafkaException } from '../../model/errors.ts'
import { nextOffsets, samePartition, updated } from '../offsets.ts'
import { seekTo } from '../seeking.ts'
import type { Services } from '../strategy.ts'
import { type BatchIds, type BatchLog, batchLog, sinkBatchIds } from './batch-log.ts'
import { assignNewPartitions, readRange } from './driver.ts'
import { type PartitionTask, runTasks } from './tasks.ts'

/** What the function is given besides the batch. */
export interface BatchServices extends Omit<Services, 'consumer' | 'outliveConsumer' | 'stopping'> {
  /** The sink's table of the batches that it has. */
  readonly batchIds: BatchIds
  /** Runs a task for each partition of the batch on an executor. */
  foreachPartition(task: PartitionTask): Program<void>
}

/** The function of `writeStream.foreachBatch`. What it throws ends the query. */
export type ForeachBatch = (
  records: readonly ConsumerRecord[],
  batchId: number,
  services: BatchServices,
) => Program<void> | void

interface Query {
  readonly services: Services
  readonly output: ForeachBatch
  readonly failuresMax: number
  readonly offsetLog: BatchLog
  readonly commitLog: BatchLog
  partitions: readonly TopicPartition[]
  /** Where the next batch begins. */
  committed: Offsets
  batchId: number
}

/** Runs a query until it fails or is asked to stop. */
export function* runQuery(
  given: Services,
  failuresMax: number,
  stopsBetweenBatches: boolean,
  output: ForeachBatch,
): Program<void> {
  const services = stopsBetweenBatches ? given : interruptible(given)
  const { store, topic } = services
  const query: Query = {
    ...{ services, output, failuresMax, partitions: [], committed: [], batchId: 0 },
    offsetLog: batchLog(store, topic, 'offsets'),
    commitLog: batchLog(store, topic, 'commits'),
  }
  while (!(yield* services.stopping())) {
    try {
      yield* trigger(query)
    } catch (error) {
      if (isException(error, 'WakeupException') && (yield* services.stopping())) return
      throw error
    }
  }
}

/** A stop interrupts whoever calls these: before a record, and before something is written. */
function interruptible(services: Services): Services {
  const { process, store, stopping } = services
  function* unlessStopped<T>(call: () => Program<T>): Program<T> {
    if (yield* stopping()) throw new KafkaException('WakeupException', 'the query was stopped')
    return yield* call()
  }
  return {
    ...services,
    process: (...given) => unlessStopped(() => process(...given)),
    store: {
      ...store,
      commit: (...given) => unlessStopped(() => store.commit(...given)),
      saveOffsets: (offsets) => unlessStopped(() => store.saveOffsets(offsets)),
    },
  }
}

/** Plans a batch, if there are records, and runs it. */
function* trigger(query: Query): Program<void> {
  const { consumer, topic } = query.services
  const added = yield* assignNewPartitions(consumer, topic, query.partitions)
  if (added.length > 0) yield* startAt(query, added)
  query.partitions = [...query.partitions, ...added]
  const records = yield* consumer.poll()
  if (records.length === 0) return
  const ends = updated(query.committed, nextOffsets(records))
  yield* query.offsetLog.add({ batchId: query.batchId, ends })
  yield* runBatch(query, records, ends)
}

/** Goes on where the logs end. */
function* startAt(query: Query, added: readonly TopicPartition[]): Program<void> {
  const { consumer } = query.services
  if (query.partitions.length > 0) {
    query.committed = [...query.committed, ...added.map((one) => ({ ...one, offset: 0 }))]
    yield* consumer.seekToBeginning(added)
    return
  }
  const planned = yield* query.offsetLog.latest(added)
  const done = yield* query.commitLog.latest(added)
  query.committed = done.ends
  query.batchId = done.batchId + 1
  if (planned.batchId > done.batchId) {
    query.batchId = planned.batchId
    const ends = planned.ends.filter((one) => isAhead(one, done.ends))
    const start = done.ends.filter((one) => ends.some((end) => samePartition(end, one)))
    yield* runBatch(query, yield* readRange(consumer, start, ends), planned.ends)
  }
  yield* seekTo(consumer, query.committed)
}

function* runBatch(query: Query, records: readonly ConsumerRecord[], ends: Offsets) {
  const { services, batchId, failuresMax } = query
  const result = query.output(records, batchId, {
    ...services,
    batchIds: sinkBatchIds(services.store, services.topic),
    foreachPartition: (task) => runTasks(records, task, failuresMax),
  })
  if (result !== undefined) yield* result
  yield* query.commitLog.add({ batchId, ends })
  query.committed = ends
  query.batchId++
}

function isAhead(one: Offsets[number], of: Offsets): boolean {
  return of.some((other) => samePartition(other, one) && other.offset < one.offset)
}
