/**
 * The checkpoint of a query of Structured Streaming: `offsets/N` and `commits/N`.
 *
 * Behaviour: a batch is written to a log only if it is not there; else another query runs on the
 * same checkpoint, and this one ends. Only the newest batch of a log is kept, with its ends.
 * The logs live in the store under topic names of their own (`orders/offsets`, `orders/commits`).
 * Source: `HDFSMetadataLog.add`, `OffsetSeqLog`, `CommitLog`, `MicroBatchExecution`.
 */
import type { Offsets, Program, TopicPartition } from '../../model/consumer/api.ts'
import { KafkaException } from '../../model/errors.ts'
import type { Store } from '../strategy.ts'

/** A log's newest batch; number -1: none. */
export interface LoggedBatch {
  readonly batchId: number
  readonly ends: Offsets
}

/** One of the logs. */
export interface BatchLog {
  latest(partitions: readonly TopicPartition[]): Program<LoggedBatch>
  /** Throws StoreConflictException where the batch is in the log. */
  add(batch: LoggedBatch): Program<void>
}

/** The log of that name. */
export function batchLog(store: Store, topic: string, name: 'offsets' | 'commits'): BatchLog {
  const named = <Entry extends TopicPartition>(entries: readonly Entry[]) =>
    entries.map((entry) => ({ ...entry, topic: `${entry.topic}/${name}` }))
  const ids = batchIds(store, `${topic}/${name}`)
  return {
    *latest(partitions) {
      // In one call: another query may write between two.
      const entries = yield* store.loadOffsets([...named(partitions), ids.entry])
      const ends = partitions.map((one, i) => ({ ...one, offset: entries[i]?.offset ?? 0 }))
      return { batchId: (entries.at(-1)?.offset ?? 0) - 1, ends }
    },
    add: ({ batchId, ends }) => ids.commit(null, batchId, named(ends)),
  }
}

/** What a sink knows of the batches that it has. */
export interface BatchIds {
  /** Whether the sink has the batch. */
  has(batchId: number): Program<boolean>
  /**
   * Commits a transaction of the sink together with the batch's number; throws
   * StoreConflictException, and rolls back, where that is there.
   */
  commit(transaction: Transaction, batchId: number): Program<void>
  /** Writes the batch's number in a transaction of its own. */
  add(batchId: number): Program<void>
}

type Transaction = Parameters<Store['commit']>[0]

interface Ids {
  /** Under which the store keeps it. */
  readonly entry: TopicPartition
  /** The number that is not there yet. */
  next(): Program<number>
  commit(transaction: Transaction | null, batchId: number, more: Offsets): Program<void>
}

/** A table of batch numbers, of which only the highest is kept. */
function batchIds(store: Store, topic: string): Ids {
  const entry = { topic: `${topic}/batch`, partition: 0 }
  const at = (offset: number) => [{ ...entry, offset }]
  function* next() {
    const [found] = yield* store.loadOffsets([entry])
    return found?.offset ?? 0
  }
  return {
    entry,
    next,
    *commit(transaction, batchId, more) {
      const expected = yield* next()
      const of = transaction ?? (yield* store.begin())
      if (expected > batchId) {
        yield* store.rollback(of)
        throw new KafkaException('StoreConflictException', `batch ${batchId} is there already`)
      }
      yield* store.commit(of, [...more, ...at(batchId + 1)], at(expected))
    },
  }
}

/** The numbers of the batches that the sink has. */
export function sinkBatchIds(store: Store, topic: string): BatchIds {
  const ids = batchIds(store, `${topic}/sink`)
  return {
    *has(batchId) {
      return (yield* ids.next()) > batchId
    },
    commit: (transaction, batchId) => ids.commit(transaction, batchId, []),
    add: (batchId) => ids.commit(null, batchId, []),
  }
}
