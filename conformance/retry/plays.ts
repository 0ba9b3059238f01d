/** What is played: listeners with retry topics, and of several topics. */

/** One play: the same on both sides. */
export interface RetryPlay {
  readonly name: string
  /** The topics of the listener, the first of them with retry topics if there are any. */
  readonly topics: readonly string[]
  readonly partitions: number
  /** In each partition. */
  readonly records: number
  /** 0: no retry topics. */
  readonly attempts: number
  /** Of retry topics. */
  readonly numPartitions: number
  readonly dltStrategy: 'ALWAYS_RETRY_ON_ERROR' | 'FAIL_ON_ERROR'
  /** How many deliveries of which records fail, copies counted. */
  readonly fails: Readonly<Record<string, number>>
  /** Where the first process is killed: in which delivery, before or after its work. */
  readonly kill: { readonly name: string; readonly delivery: number; readonly at: Moment } | null
}

/** Of a delivery. */
export type Moment = 'started' | 'done'

/** Of a delay that lets a record come back too soon to pass those behind it. */
export const delayMs = 1000
export const maxPollRecords = 2

const plain: Omit<RetryPlay, 'name'> = {
  topics: ['orders'],
  partitions: 1,
  records: 4,
  attempts: 3,
  numPartitions: 1,
  dltStrategy: 'ALWAYS_RETRY_ON_ERROR',
  fails: {},
  kill: null,
}
/** No play of these fails so often that it would not be over. */
const always = 99

/** All of them. */
export const retryPlays: readonly RetryPlay[] = [
  { ...plain, name: 'fails-once', fails: { 'orders-0-1': 1 } },
  { ...plain, name: 'dead-letter', fails: { 'orders-0-1': 3 } },
  {
    ...plain,
    name: 'dead-letter-fails',
    attempts: 2,
    dltStrategy: 'FAIL_ON_ERROR',
    fails: { 'orders-0-0': always, 'orders-0-2': 1 },
  },
  { ...plain, name: 'dead-letter-comes-back', attempts: 2, fails: { 'orders-0-0': 4 } },
  {
    ...plain,
    name: 'same-partition',
    ...{ partitions: 3, records: 2, numPartitions: 3, attempts: 2 },
    fails: { 'orders-0-0': 1, 'orders-2-1': 2 },
  },
  {
    ...plain,
    name: 'fewer-partitions',
    ...{ partitions: 3, records: 2, numPartitions: 2, attempts: 2 },
    fails: { 'orders-1-0': 1, 'orders-2-0': 1, 'orders-2-1': 1 },
  },
  {
    ...plain,
    name: 'killed-in-retry',
    fails: { 'orders-0-1': 1 },
    kill: { name: 'orders-0-1', delivery: 2, at: 'started' },
  },
  {
    ...plain,
    name: 'killed-behind-a-copy',
    fails: { 'orders-0-1': 1 },
    kill: { name: 'orders-0-2', delivery: 1, at: 'done' },
  },
  {
    ...plain,
    name: 'several-topics-killed',
    ...{ topics: ['orders', 'payments'], partitions: 2, records: 3, attempts: 0 },
    kill: { name: 'payments-1-1', delivery: 1, at: 'done' },
  },
]

/** The name of a record: its key, and its contents. */
export function nameOf(topic: string, partition: number, number: number): string {
  return `${topic}-${partition}-${number}`
}
