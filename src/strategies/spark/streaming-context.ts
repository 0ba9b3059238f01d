/**
 * The driver of a DStream: one thread generates batches, others run them.
 *
 * Behaviour: a batch is generated from what there is to read, also while earlier ones run; its
 * generation sends the queue of `commitAsync`, the highest end per partition, and nothing else
 * does, so that what is queued at a stop is never sent. Batches wait in their order, and
 * `spark.streaming.concurrentJobs` of them run at once. One that fails ends the application. A stop
 * ends it at once, or after its batches and its checkpoint (`stopGracefullyOnShutdown`).
 * After a restart it goes on from its checkpoint: pending batches first, with the same ranges; from
 * its own store; or from the group's committed offsets, also where there is no checkpoint yet.
 * The driver's consumer assigns itself the partitions, so its commits carry generation -1.
 * Left out: what runs after a batch has failed until the application ends, which may commit later
 * batches; batches without records (their generation sends the queue all the same); executors,
 * which read a batch when it runs: here it is read when it is generated, and so are its ends,
 * instead of from the ends of the log; receivers; backpressure.
 * Source: `DirectKafkaInputDStream.compute`, `latestOffsets`, `commitAll`, `start`; `JobGenerator`;
 * `JobScheduler`; `StreamingContext.stopOnShutdown`.
 */
import type { ConsumerRecord, Offsets, Program, TopicPartition } from '../../model/consumer/api.ts'
import { isException } from '../../model/errors.ts'
import { samePartition, updated } from '../offsets.ts'
import { seekTo } from '../seeking.ts'
import type { Services } from '../strategy.ts'
import { type CheckpointWriter, checkpointWriter, latestCheckpoint } from './checkpoint.ts'
import type { SparkConfig } from './config.ts'
import { assignNewPartitions, readRange } from './driver.ts'
import type { ForeachRDD } from './foreach-rdd.ts'
import { fromOffsets, isFull, type OffsetRange, rangesOf, untilOffsets } from './offset-ranges.ts'
import { runTasks } from './tasks.ts'

/** Where a stream goes on after a restart. */
export type OffsetsFrom = 'checkpoint' | 'commitAsync' | 'own-store'

interface Job {
  readonly records: readonly ConsumerRecord[]
  readonly ranges: readonly OffsetRange[]
}

interface Driver {
  readonly services: Services
  readonly config: SparkConfig
  readonly offsets: OffsetsFrom
  readonly output: ForeachRDD
  partitions: readonly TopicPartition[]
  /** Where the next batch begins. */
  current: Offsets
  commitQueue: Offsets
  waiting: readonly Job[]
  /** Batches that are not complete, those that wait, too; oldest first. */
  pending: readonly Job[]
  failure: { readonly error: unknown } | null
  writer: CheckpointWriter | null
}

/** Runs a stream until it fails or is asked to stop. */
export function* runStreamingContext(
  services: Services,
  config: SparkConfig,
  offsets: OffsetsFrom,
  output: ForeachRDD,
): Program<void> {
  const driver: Driver = {
    ...{ services, config, offsets, output },
    ...{ partitions: [], current: [], commitQueue: [], waiting: [], pending: [] },
    ...{ failure: null, writer: null },
  }
  if (offsets === 'checkpoint') driver.writer = yield* checkpointWriter(services)
  for (let i = 0; i < config['spark.streaming.concurrentJobs']; i++) {
    yield* services.fork(() => runJobs(driver))
  }
  for (;;) {
    if (yield* services.stopping()) break
    try {
      yield* generate(driver)
    } catch (error) {
      if (driver.failure !== null) throw driver.failure.error
      if (!isException(error, 'WakeupException')) throw error
      break
    }
  }
  if (config['spark.streaming.stopGracefullyOnShutdown']) yield* finishJobs(driver)
}

/** One batch interval. */
function* generate(driver: Driver): Program<void> {
  const { services } = driver
  const added = yield* assignNewPartitions(services.consumer, services.topic, driver.partitions)
  if (added.length > 0) yield* startAt(driver, added)
  driver.partitions = [...driver.partitions, ...added]
  const records = yield* services.consumer.poll()
  if (driver.failure !== null) throw driver.failure.error
  const ranges = rangesOf(driver.current, records)
  driver.current = untilOffsets(ranges)
  if (driver.commitQueue.length > 0) {
    const queued = driver.commitQueue
    driver.commitQueue = []
    yield* services.consumer.commitAsync(queued)
  }
  if (records.length > 0) submit(driver, { records, ranges })
}

/** Finds out where these partitions are read from. */
function* startAt(driver: Driver, added: readonly TopicPartition[]): Program<void> {
  const { consumer, store } = driver.services
  if (driver.offsets === 'own-store') {
    const stored = yield* store.loadOffsets(added)
    yield* seekTo(consumer, stored)
    driver.current = updated(driver.current, stored)
    return
  }
  const isStart = driver.partitions.length === 0
  if (isStart && driver.offsets === 'checkpoint') yield* recover(driver, added)
  const unknown = added.filter((one) => !driver.current.some((known) => samePartition(known, one)))
  for (const partition of unknown) {
    const offset = yield* consumer.position(partition)
    driver.current = updated(driver.current, [{ ...partition, offset }])
  }
}

/** Goes on where the checkpoint ends, if there is one; what is pending is run again. */
function* recover(driver: Driver, partitions: readonly TopicPartition[]): Program<void> {
  const { consumer, store, topic } = driver.services
  const checkpoint = yield* latestCheckpoint(store, topic, partitions)
  if (checkpoint === null) return
  driver.current = checkpoint.current
  const jobs: Job[] = []
  for (const ranges of checkpoint.pending) {
    const full = ranges.filter(isFull)
    const records = yield* readRange(consumer, fromOffsets(full), untilOffsets(full))
    jobs.push({ records, ranges })
  }
  // All at once: a checkpoint that knew only some of them would forget the others.
  driver.pending = jobs
  driver.waiting = jobs
  yield* seekTo(consumer, checkpoint.current)
}

function submit(driver: Driver, job: Job): void {
  driver.waiting = [...driver.waiting, job]
  driver.pending = [...driver.pending, job]
  writeCheckpoint(driver)
}

function writeCheckpoint({ writer, pending, current }: Driver): void {
  writer?.write({ pending: pending.map(({ ranges }) => ranges), current })
}

/** A thread of the pool that runs batches. */
function* runJobs(driver: Driver): Program<void> {
  const { waitUntil, consumer } = driver.services
  for (;;) {
    yield* waitUntil(() => driver.waiting.length > 0)
    const [job, ...others] = driver.waiting
    if (job === undefined) continue
    driver.waiting = others
    try {
      yield* runJob(driver, job)
    } catch (error) {
      driver.failure ??= { error }
      yield* consumer.wakeup()
      return
    }
    driver.pending = driver.pending.filter((one) => one !== job)
    writeCheckpoint(driver)
  }
}

function* runJob(driver: Driver, { records, ranges }: Job): Program<void> {
  const failuresMax = driver.config['spark.task.maxFailures']
  const batch = {
    records,
    offsetRanges: ranges,
    foreachPartition: (task: Parameters<typeof runTasks>[1]) =>
      runTasks(records, task, failuresMax),
  }
  const commitAsync = (queued: readonly OffsetRange[]) => {
    driver.commitQueue = highest(driver.commitQueue, untilOffsets(queued))
  }
  const result = driver.output(batch, { ...driver.services, commitAsync })
  if (result !== undefined) yield* result
}

/** Per partition the higher of both. */
function highest(queue: Offsets, more: Offsets): Offsets {
  const isHigher = (one: Offsets[number]) =>
    !queue.some((known) => samePartition(known, one) && known.offset >= one.offset)
  return updated(queue, more.filter(isHigher))
}

function* finishJobs(driver: Driver): Program<void> {
  yield* driver.services.waitUntil(
    () => driver.failure !== null || (driver.pending.length === 0 && isWritten(driver)),
  )
  if (driver.failure !== null) throw driver.failure.error
}

function isWritten({ writer }: Driver): boolean {
  return writer?.isIdle() ?? true
}
