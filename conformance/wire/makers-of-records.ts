/** Steps of producers, their transactions and their records. */
import { type Maker, partitionRef, producerRef, topicRef, transactionalOf } from './draw.ts'
import { offsets } from './makers-of-groups.ts'
import type { Step } from './step.ts'

/** A producer asks who it is. */
export const initProducer: Maker = ({ draw }) => {
  const producer = draw.below(4)
  const transactional = transactionalOf[producer] ?? null
  return [
    {
      ...{ api: 'InitProducerId', client: 4 + producer, producer, transactional },
      timeoutMs: 50_000,
    },
  ]
}

/** One whose transactions are over soon, ended or not. */
export const initHastyProducer: Maker = (context, before) =>
  initProducer(context, before).map((step) =>
    step.api === 'InitProducerId' ? { ...step, timeoutMs: context.draw.of([600, 1000]) } : step,
  )

/** Longer than no, some or all of their transactions may take. */
export const waitForTimeouts: Maker = ({ draw }) => [
  { api: 'wait', ms: draw.of([150, 400, 800, 1300]) },
]

const ofTransactions: readonly number[] = [0, 0, 1, 1, 2]

/** A partition joins a transaction. */
export const addPartitions: Maker = ({ draw }) => [
  {
    ...{ api: 'AddPartitionsToTxn', ...producerRef(draw, ofTransactions) },
    partitions: [partitionRef(draw)],
  },
]

/** A group joins a transaction. */
export const addOffsets: Maker = ({ draw, groups }) => [
  { api: 'AddOffsetsToTxn', ...producerRef(draw, ofTransactions), group: draw.below(groups) },
]

/** Offsets in a transaction. */
export const txnCommit: Maker = ({ draw, groups }) => [
  {
    ...{ api: 'TxnOffsetCommit', ...producerRef(draw, ofTransactions), group: draw.below(groups) },
    offsets: offsets(draw),
  },
]

/** A transaction ends. */
export const endTxn: Maker = ({ draw }) => [
  { api: 'EndTxn', ...producerRef(draw, ofTransactions), commit: !draw.chance(3) },
]

/** Two producers of one id, and offsets of one partition: what fencing is about. */
export const zombie: Maker = ({ draw, groups }) => {
  const group = draw.below(groups)
  const at = { group, transactional: 0 }
  const of = (producer: number) => ({ producer, plus: 0, client: 4 + producer, ...at })
  const offset = () => [{ topic: 0 as const, partition: 0, offset: draw.below(50), metadata: null }]
  const start = (producer: number): Step[] => [
    {
      ...{ api: 'InitProducerId', client: 4 + producer, producer },
      ...{ transactional: 0, timeoutMs: 50_000 },
    },
    { api: 'AddOffsetsToTxn', ...of(producer) },
  ]
  return [
    ...start(0),
    ...start(1),
    { api: 'TxnOffsetCommit', ...of(1), offsets: offset() },
    { api: 'TxnOffsetCommit', ...of(0), offsets: offset() },
    { api: 'EndTxn', ...of(1), commit: true },
  ]
}

/** Records, plain or of a producer that numbers them. */
/** A request in an epoch that its producer was not given, while its transaction goes on. */
export const overreach: Maker = ({ draw, groups }) => {
  const group = draw.below(groups)
  const of = (plus: number) => ({ producer: 2, plus, client: 6, group, transactional: 1 })
  const offset = () => [{ topic: 0 as const, partition: 0, offset: draw.below(50), metadata: null }]
  return [
    { api: 'AddOffsetsToTxn', ...of(0) },
    { api: 'TxnOffsetCommit', ...of(0), offsets: offset() },
    { api: 'TxnOffsetCommit', ...of(1), offsets: offset() },
  ]
}

export const produce: Maker = ({ draw }) => {
  const plain = draw.chance(3)
  const { client, producer, plus, transactional } = producerRef(draw, [0, 1, 2, 3, 3])
  const isOfTransaction = transactionalOf[producer] !== null
  return [
    {
      ...{ api: 'Produce', client, by: plain ? null : { producer, plus } },
      transactional: !plain && isOfTransaction ? transactional : null,
      ...partitionRef(draw),
      sequencePlus: draw.weighted([
        [10, 0],
        [1, 1],
        [1, -1],
      ]),
      records: 1 + draw.below(3),
    },
  ]
}

/** Records are read. */
export const fetch: Maker = ({ draw, members }) => [
  {
    ...{ api: 'Fetch', client: draw.below(members), ...partitionRef(draw) },
    offset: draw.weighted([
      [5, 0],
      [5, draw.below(6)],
      [1, 40],
      [1, -1],
    ]),
    committedOnly: draw.chance(2),
  },
]

/** An end of a log. */
export const listOffsets: Maker = ({ draw, members }) => [
  {
    ...{ api: 'ListOffsets', client: draw.below(members), ...partitionRef(draw) },
    ...{ at: draw.of(['earliest', 'latest'] as const), committedOnly: draw.chance(2) },
  },
]

/** A topic grows. */
export const createPartitions: Maker = ({ draw, members }) => [
  {
    ...{ api: 'CreatePartitions', client: draw.below(members), topic: topicRef(draw) },
    count: 2 + draw.below(3),
  },
]

/** Who leads? */
export const metadata: Maker = ({ draw, members }) => [
  { api: 'Metadata', client: draw.below(members), topics: [topicRef(draw)] },
]
