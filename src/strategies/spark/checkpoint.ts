/**
 * The checkpoint of a DStream: the batches that are pending, with their ranges, and where the next
 * one begins.
 *
 * Behaviour: asked for when a batch is generated and when one is complete, and written by a thread
 * of its own, which tries three times and then logs. So a crash may find an older one than the last
 * that was asked for. A batch that failed stays pending.
 * It is kept in the store under topic names of its own (`orders/pending-0/from`), all in one write.
 * Left out: a code change that makes it unreadable; `checkpointDuration` other than the batches'.
 * Source: `JobGenerator.generateJobs`, `clearMetadata`, `doCheckpoint`; `CheckpointWriter`;
 * `JobScheduler.getPendingTimes`, `handleJobCompletion`; `DirectKafkaInputDStreamCheckpointData`.
 */
import type { Offsets, Program, TopicPartition } from '../../model/consumer/api.ts'
import { isException } from '../../model/errors.ts'
import type { Services, Store } from '../strategy.ts'
import { fromOffsets, type OffsetRange, rangesBetween, untilOffsets } from './offset-ranges.ts'

type Ranges = readonly OffsetRange[]

/** What is in a checkpoint. */
export interface Checkpoint {
  /** Of the batches that are not complete, oldest first. */
  readonly pending: readonly Ranges[]
  /** Where the next batch begins. */
  readonly current: Offsets
}

const attemptsMax = 3

/** The thread that writes checkpoints. */
export interface CheckpointWriter {
  write(checkpoint: Checkpoint): void
  /** Whether all that was asked for is written, or given up. */
  isIdle(): boolean
}

/** Starts the thread. */
export function* checkpointWriter({
  store,
  fork,
  waitUntil,
  topic,
}: Services): Program<CheckpointWriter> {
  let next: Checkpoint | null = null
  let writing = false
  yield* fork(function* () {
    for (;;) {
      yield* waitUntil(() => next !== null)
      if (next === null) continue
      const entries = entriesOf(next, topic)
      next = null
      writing = true
      yield* save(store, entries)
      writing = false
    }
  })
  return {
    write: (checkpoint) => {
      next = checkpoint
    },
    isIdle: () => next === null && !writing,
  }
}

function* save(store: Store, entries: Offsets): Program<void> {
  for (let attempts = 0; attempts < attemptsMax; attempts++) {
    try {
      return yield* store.saveOffsets(entries)
    } catch (error) {
      if (!isException(error, 'StoreException')) throw error
    }
  }
}

/** The newest checkpoint; null: there is none. */
export function* latestCheckpoint(
  store: Store,
  topic: string,
  partitions: readonly TopicPartition[],
): Program<Checkpoint | null> {
  const [size, known] = yield* store.loadOffsets(sizesOf(topic))
  if (size === undefined || known === undefined || size.offset === 0) return null
  const of = partitions.slice(0, known.offset)
  const pending: Ranges[] = []
  for (let i = 0; i < size.offset - 1; i++) {
    const from = yield* loaded(store, `pending-${i}/from`, of)
    pending.push(rangesBetween(from, yield* loaded(store, `pending-${i}/until`, of)))
  }
  return { pending, current: yield* loaded(store, 'current', of) }
}

function* loaded(store: Store, part: string, of: readonly TopicPartition[]): Program<Offsets> {
  const entries = yield* store.loadOffsets(named(part, of))
  return entries.map((entry) => ({
    ...entry,
    topic: entry.topic.slice(0, -part.length - 1),
  }))
}

function entriesOf({ pending, current }: Checkpoint, topic: string): Offsets {
  const ofPending = pending.flatMap((ranges, i) => [
    ...named(`pending-${i}/from`, fromOffsets(ranges)),
    ...named(`pending-${i}/until`, untilOffsets(ranges)),
  ])
  const sizes = [pending.length + 1, current.length]
  const ofSizes = sizesOf(topic).map((one, i) => ({ ...one, offset: sizes[i] ?? 0 }))
  return [...ofSizes, ...named('current', current), ...ofPending]
}

/** One more than its pending batches; of how many partitions it knows. */
function sizesOf(topic: string): readonly TopicPartition[] {
  return [0, 1].map((partition) => ({ topic: `${topic}/checkpoint`, partition }))
}

function named<Entry extends TopicPartition>(part: string, entries: readonly Entry[]): Entry[] {
  return entries.map((entry) => ({ ...entry, topic: `${entry.topic}/${part}` }))
}
