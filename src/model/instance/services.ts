/**
 * What a program is given: the consumer, the producer, the store and its own process, as functions
 * whose programs yield one operation each.
 */
import type { Consumer } from '../consumer/api.ts'
import type { Scenario } from '../scenario.ts'
import { tellThrown } from '../thrown.ts'
import type {
  OffsetAndTimestamp,
  Offsets,
  TopicPartition,
  TopicPartitionOffset,
  TopicPartitionTime,
} from '../topic-partition.ts'
import { Call } from './call.ts'
import {
  type ConsumerGroupMetadata,
  type ConsumerRecord,
  type Op,
  type Outgoing,
  type Program,
  type RebalanceListener,
  type Runnable,
  StrategyFailure,
  type Transaction,
} from './ops.ts'

const defaultPollTimeoutMs = 1000
/** Nothing takes time here but waiting: who polls without any would leave nobody else a turn. */
const pollTimeoutMsMin = 100

function call<T>(op: Op): Program<T> {
  return new Call<T>(op)
}

/** One partition or several, as a list: user code may hand over either. */
function list<T>(value: T | readonly T[]): readonly T[] {
  return Array.isArray(value) ? value : [value as T]
}

function* offsetsForTimes(
  times: readonly TopicPartitionTime[],
): Program<readonly OffsetAndTimestamp[]> {
  const found: OffsetAndTimestamp[] = []
  for (const at of times) {
    const one = yield* call<OffsetAndTimestamp | null>({ op: 'offset-for-time', at })
    if (one !== null) found.push(one)
  }
  return found
}

const consumer: Consumer = {
  subscribe: (topics: readonly string[], listener?: RebalanceListener) =>
    call({ op: 'subscribe', topics: list(topics), listener: listener ?? null }),
  unsubscribe: () => call({ op: 'unsubscribe' }),
  assign: (partitions: readonly TopicPartition[]) =>
    call({ op: 'assign', partitions: list(partitions) }),
  assignment: () => call({ op: 'assignment' }),
  poll: (timeoutMs: number = defaultPollTimeoutMs) =>
    call({ op: 'poll', timeoutMs: Math.max(timeoutMs, pollTimeoutMsMin) }),
  pollBriefly: () => call({ op: 'poll', timeoutMs: 0 }),
  commitSync: (offsets?: Offsets) =>
    call({ op: 'commit-sync', offsets: offsets == null ? null : list(offsets) }),
  commitAsync: (offsets, callback) =>
    call({
      op: 'commit-async',
      offsets: offsets == null ? null : list(offsets),
      callback: callback ?? null,
    }),
  seek: (partition: TopicPartition, offset: number) => call({ op: 'seek', partition, offset }),
  seekToBeginning: (partitions) => call({ op: 'seek-to-beginning', partitions: list(partitions) }),
  seekToEnd: (partitions) => call({ op: 'seek-to-end', partitions: list(partitions) }),
  position: (partition: TopicPartition) => call({ op: 'position', partition }),
  committed: (partitions) => call({ op: 'committed', partitions: list(partitions) }),
  offsetsForTimes: (times) => offsetsForTimes(list(times)),
  pause: (partitions) => call({ op: 'pause', partitions: list(partitions) }),
  resume: (partitions) => call({ op: 'resume', partitions: list(partitions) }),
  paused: () => call({ op: 'paused' }),
  pollReturned: () => call({ op: 'poll-returned' }),
  wakeup: () => call({ op: 'wakeup' }),
  close: () => call({ op: 'close' }),
  partitionsFor: (topic: string) => call({ op: 'partitions-for', topic }),
  groupMetadata: () => call({ op: 'group-metadata' }),
}

/** What a send comes to: where the record stands, or the exception. */
type Sent = (metadata: unknown, error: unknown) => Program<void>

interface Future {
  get(): Program<unknown>
  whenComplete(callback: Sent): Program<Future>
}

function* sendRecord(topic: string, record: Outgoing, callback?: Sent): Program<Future> {
  if (typeof topic !== 'string' || typeof record !== 'object' || record === null) {
    throw new StrategyFailure('producer.send wants the name of a topic, and a record')
  }
  const { topic: from, partition, offset, key, headers, toPartition } = record
  const place = from === undefined ? {} : { topic: from, partition, offset }
  const sent = {
    ...place,
    ...(key === undefined ? {} : { key }),
    ...(headers === undefined ? {} : { headers }),
    ...(toPartition === undefined ? {} : { toPartition }),
  } as Outgoing
  const future = futureOf(yield* call<number>({ op: 'send', topic, record: sent }))
  return callback === undefined ? future : yield* future.whenComplete(callback)
}

function futureOf(future: number): Future {
  const get = () => call({ op: 'await-send', future })
  const one: Future = {
    get,
    *whenComplete(callback) {
      yield* call<void>({ op: 'fork', body: () => completed(get, callback) })
      return one
    },
  }
  return one
}

/** The producer's own thread calls back; here each callback has one. */
function* completed(get: () => Program<unknown>, callback: Sent): Program<void> {
  let metadata: unknown = null
  let failure: unknown = null
  try {
    metadata = yield* get()
  } catch (error) {
    failure = error
  }
  const called = callback(metadata, failure)
  if (typeof called === 'object' && called !== null) yield* called
}

const producer = {
  send: sendRecord,
  flush: () => call<void>({ op: 'flush' }),
  initTransactions: () => call<void>({ op: 'init-transactions' }),
  beginTransaction: () => call<Transaction>({ op: 'begin-transaction' }),
  sendOffsetsToTransaction: (offsets: Offsets, group: ConsumerGroupMetadata) =>
    call<void>({ op: 'send-offsets', offsets: list(offsets), group }),
  commitTransaction: () => call<void>({ op: 'commit-transaction' }),
  abortTransaction: () => call<void>({ op: 'abort-transaction' }),
}

const store = {
  begin: () => call<Transaction>({ op: 'store-begin' }),
  commit: (transaction: Transaction, offsets: Offsets = [], expected?: Offsets) =>
    call<void>({
      op: 'store-commit',
      transaction,
      offsets: list(offsets),
      expected: expected == null ? null : list(expected),
    }),
  rollback: (transaction: Transaction) => call<void>({ op: 'store-rollback', transaction }),
  saveOffsets: (offsets: Offsets) =>
    call<void>({ op: 'store-save-offsets', offsets: list(offsets) }),
  loadOffsets: (partitions: readonly TopicPartition[]) =>
    call<Offsets>({ op: 'store-load-offsets', partitions: list(partitions) }),
}

function process(record: ConsumerRecord, transaction?: Transaction): Program<void> {
  return new Call({ op: 'process', record, transaction: transaction ?? null })
}

/** The services of the programs of a scenario; the same for every instance. */
export function createServices(scenario: Scenario): object {
  return {
    consumer,
    producer,
    store,
    process,
    skip: (record: TopicPartitionOffset) => call<void>({ op: 'skip', record }),
    fork: (body: () => Program<void>) => call<void>({ op: 'fork', body }),
    waitUntil: (ready: () => boolean) => call<void>({ op: 'wait-until', ready }),
    sleep: (ms: number) => call<void>({ op: 'sleep', ms }),
    now: () => call<number>({ op: 'now' }),
    stopping: () => call<boolean>({ op: 'stopping' }),
    stopSiblings: () => call<void>({ op: 'stop-siblings' }),
    outliveConsumer: (error: unknown) =>
      call<void>({ op: 'outlive-consumer', error: tellThrown(error).name }),
    settings: scenario.settings,
    topic: scenario.topic,
  }
}

/** The same for a process of several consumers, with an object that is all of theirs. */
export function servicesOfProcess(services: object): object {
  return { ...services, shared: {} }
}

/** The program of an instance's main task: the strategy. What it throws at once, it throws late. */
export function mainProgram(strategy: Runnable, services: object): Program<void> {
  let program: Program<void>
  try {
    program = strategy.run(services)
  } catch (error) {
    return failing(error)
  }
  const isIterable = typeof program === 'object' && program !== null && Symbol.iterator in program
  if (!isIterable) {
    throw new StrategyFailure(
      `run of ${strategy.name} returned ${program === undefined ? 'nothing' : typeof program}; ` +
        'it must be a generator, or return one: *run({ consumer })',
    )
  }
  return typeof program.next === 'function' ? program : delegating(program)
}

function* failing(error: unknown): Program<never> {
  yield* []
  throw error
}

/** Fails as `yield*` does where there is no program to delegate to. */
function* delegating(program: Program<void>): Program<void> {
  yield* program
}

/** The `consumer.close()` that a graceful stop ends with. */
export function closingProgram(): Program<void> {
  return consumer.close()
}
