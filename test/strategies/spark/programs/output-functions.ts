/** Output functions of Spark streams, each mistake beside its cure. */
import { isException } from '../../../../src/model/errors.ts'
import {
  directStream,
  fromOffsets,
  structuredStream,
  untilOffsets,
} from '../../../../src/strategies/spark/index.ts'
import type { Strategy } from '../../../../src/strategies/strategy.ts'

/** `commitAsync` stands before the output. */
export const asyncBeforeOutput = (cured: boolean): Strategy =>
  directStream({
    name: 'async-before-output',
    offsets: 'commitAsync',
    *foreachRDD({ records, offsetRanges }, { process, commitAsync }) {
      if (!cured) commitAsync(offsetRanges)
      for (const record of records) yield* process(record)
      if (cured) commitAsync(offsetRanges)
    },
  })

/** Two batches run at once, and the later one's ranges are committed before the earlier is done. */
export const concurrentJobs = (cured: boolean): Strategy =>
  directStream({
    name: 'concurrent-jobs',
    offsets: 'commitAsync',
    config: { 'spark.streaming.concurrentJobs': cured ? 1 : 2 },
    *foreachRDD({ records, offsetRanges }, { process, commitAsync }) {
      for (const record of records) yield* process(record)
      commitAsync(offsetRanges)
    },
  })

/** The offsets are saved in a transaction of their own, after the results. */
export const offsetsOnTheirOwn = (cured: boolean): Strategy =>
  directStream({
    name: 'offsets-on-their-own',
    offsets: 'own-store',
    claims: 'exactly-once',
    *foreachRDD({ records, offsetRanges }, { process, store }) {
      const transaction = yield* store.begin()
      for (const record of records) yield* process(record, transaction)
      const until = untilOffsets(offsetRanges)
      if (cured) return yield* store.commit(transaction, until, fromOffsets(offsetRanges))
      yield* store.commit(transaction)
      yield* store.saveOffsets(until)
    },
  })

/** The offsets are saved before the results. */
export const offsetsFirst = (cured: boolean): Strategy =>
  directStream({
    name: 'offsets-first',
    offsets: 'own-store',
    *foreachRDD({ records, offsetRanges }, { process, store }) {
      if (!cured) yield* store.saveOffsets(untilOffsets(offsetRanges))
      for (const record of records) yield* process(record)
      if (cured) yield* store.saveOffsets(untilOffsets(offsetRanges))
    },
  })

/** A record that fails is logged, and its batch counts as complete. */
export const swallowsErrors = (cured: boolean): Strategy =>
  directStream({
    name: 'swallows-errors',
    offsets: 'checkpoint',
    *foreachRDD(batch, { process }) {
      yield* batch.foreachPartition(function* (records) {
        for (const record of records) {
          try {
            yield* process(record)
          } catch (error) {
            if (cured || !isException(error, 'HandlerError')) throw error
          }
        }
      })
    },
  })

/** Results in one transaction with the batch's number, or without it. */
export const foreachBatchNotIdempotent = (cured: boolean): Strategy =>
  structuredStream({
    name: 'foreach-batch-not-idempotent',
    claims: 'exactly-once',
    *foreachBatch(records, batchId, { process, store, batchIds }) {
      if (cured && (yield* batchIds.has(batchId))) return
      const transaction = yield* store.begin()
      for (const record of records) yield* process(record, transaction)
      if (cured) yield* batchIds.commit(transaction, batchId)
      else yield* store.commit(transaction)
    },
  })

/** The batch's number is written after the results, in a transaction of its own. */
export const batchIdOnItsOwn = (cured: boolean): Strategy =>
  structuredStream({
    name: 'batch-id-on-its-own',
    claims: 'exactly-once',
    *foreachBatch(records, batchId, { process, store, batchIds }) {
      if (yield* batchIds.has(batchId)) return
      const transaction = yield* store.begin()
      for (const record of records) yield* process(record, transaction)
      if (cured) return yield* batchIds.commit(transaction, batchId)
      yield* store.commit(transaction)
      yield* batchIds.add(batchId)
    },
  })

/** A task that fails is run again from the first record of its partition. */
export const tasksRunAgain = (cured: boolean): Strategy =>
  structuredStream({
    name: 'tasks-run-again',
    claims: 'exactly-once',
    config: { 'spark.task.maxFailures': 4 },
    *foreachBatch(records, batchId, { process, store, batchIds, foreachPartition }) {
      if (yield* batchIds.has(batchId)) return
      const transaction = yield* store.begin()
      const of = cured ? transaction : undefined
      if (cured) for (const record of records) yield* process(record, of)
      else {
        yield* foreachPartition(function* (own) {
          for (const record of own) yield* process(record)
        })
      }
      yield* batchIds.commit(transaction, batchId)
    },
  })
