/** Sink tasks of Kafka Connect as they were reported, each beside its cure. */
import type { ConsumerRecord, Offsets } from '../../../../src/model/consumer/api.ts'
import { sinkTask } from '../../../../src/strategies/connect/sink-task.ts'
import type { TaskServices } from '../../../../src/strategies/connect/task.ts'
import { entriesOf, nextOffsets, updated } from '../../../../src/strategies/offsets.ts'
import type { Strategy } from '../../../../src/strategies/strategy.ts'

type Queue = { waiting: ConsumerRecord[]; hasThread: boolean; written: Offsets }
type Of = TaskServices<Queue>
const queue = (): Queue => ({ waiting: [], hasThread: false, written: [] })
const without = <One extends { readonly partition: number }>(list: readonly One[], gone: Parts) =>
  list.filter((one) => !gone.some(({ partition }) => partition === one.partition))
type Parts = readonly { readonly partition: number }[]

/** Hands the records to a thread and returns. */
function* enqueue(records: readonly ConsumerRecord[], { state, fork, waitUntil, process }: Of) {
  state.waiting.push(...records)
  if (state.hasThread) return
  state.hasThread = true
  yield* fork(function* () {
    for (;;) {
      yield* waitUntil(() => state.waiting.length > 0)
      const [record] = state.waiting
      if (record === undefined) continue
      yield* process(record)
      if (state.waiting[0] !== record) continue
      state.waiting.shift()
      state.written = updated(state.written, nextOffsets([record]))
    }
  })
}

const forget = (gone: Parts, { state }: Of) => {
  state.waiting = without(state.waiting, gone)
  state.written = without(state.written, gone)
}

/**
 * The offsets that `preCommit` is given are returned as they are, while a thread writes.
 * https://github.com/Altinity/clickhouse-sink-connector/issues/1299, its cure in pull request 1330.
 */
export const preCommitEchoes = (cured: boolean): Strategy =>
  sinkTask({
    name: 'precommit-echoes',
    start: queue,
    put: enqueue,
    preCommit: (offsets, { state }) => (cured ? entriesOf(state.written, offsets) : offsets),
    ...(cured ? { close: forget } : {}),
  })

/**
 * `flush` does not wait for the bulk requests that are under way.
 * https://github.com/confluentinc/kafka-connect-elasticsearch/pull/579
 */
export const flushDoesNotWait = (cured: boolean): Strategy =>
  sinkTask({
    name: 'flush-does-not-wait',
    start: queue,
    put: enqueue,
    *flush(_, { state, waitUntil }) {
      if (cured) yield* waitUntil(() => state.waiting.length === 0)
    },
  })

/**
 * A task that keeps its offsets with its files looks for them when it is opened. Where it finds no
 * file it goes on from what the group says, which speaks for records that were kept for a file.
 * https://github.com/confluentinc/kafka-connect-hdfs/pull/117
 */
export const seeksWhereItFound = (cured: boolean): Strategy =>
  sinkTask({
    name: 'seeks-where-it-found',
    uses: ['store'],
    start: () => ({ kept: [] as readonly ConsumerRecord[] }),
    *open(partitions, { store, context }) {
      const found = yield* store.loadOffsets(partitions)
      context.offset(cured ? found : found.filter(({ offset }) => offset > 0))
    },
    *put(records, { state, store, process }) {
      state.kept = [...state.kept, ...records]
      if (state.kept.length < 4) return
      const transaction = yield* store.begin()
      for (const record of state.kept) yield* process(record, transaction)
      yield* store.commit(transaction, nextOffsets(state.kept))
      state.kept = []
    },
    close(gone, { state }) {
      state.kept = without(state.kept, gone)
    },
  })

/**
 * A task tells its context what it has flushed, though the worker commits that anyway: also of
 * partitions that go, and to seek in one that is another's by then ends the task.
 * https://github.com/wepay/kafka-connect-bigquery/pull/161, and that it is not needed in 73.
 */
export const tellsOfFormerPartitions = (cured: boolean): Strategy =>
  sinkTask({
    name: 'tells-of-former-partitions',
    *put(records, { process }) {
      for (const record of records) yield* process(record)
    },
    flush(offsets, { context }) {
      if (!cured) context.offset(offsets)
    },
  })

/**
 * What a task has written of a partition is remembered when the partition goes, and committed again
 * when it is back and another task was further.
 * https://github.com/debezium/debezium-connector-jdbc/pull/80
 */
export const remembersClosedPartitions = (cured: boolean): Strategy =>
  sinkTask({
    name: 'remembers-closed-partitions',
    start: () => ({ written: [] as Offsets }),
    *put(records, { state, process }) {
      for (const record of records) yield* process(record)
      state.written = updated(state.written, nextOffsets(records))
    },
    preCommit: (_, { state }) => state.written,
    close(gone, { state }) {
      if (cured) state.written = without(state.written, gone)
    },
  })
