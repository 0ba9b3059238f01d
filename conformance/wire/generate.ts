/**
 * Random sequences of requests: number `n` of a seed is always the same.
 *
 * Each has a theme, which says what is asked for most; every theme now and then asks for anything
 * else. Most requests are what a client would send, by the ids and generations that it was told;
 * some are late, foreign or wrong.
 */
import seedrandom from 'seedrandom'
import {
  type Context,
  Draw,
  generationRef,
  instanceRef,
  type Maker,
  memberRef,
  partitionRef,
  producerRef,
  topicRef,
  transactionalOf,
} from './draw.ts'
import {
  deleteRecords,
  fetchInSession,
  listOffsetsByTime,
  nameless,
  oddCommit,
  oddJoin,
  offsetDelete,
  produceAtTimes,
  stableOffsetFetch,
} from './makers.ts'
import type { CommittedPartition, Sequence, Step } from './step.ts'
import { type Theme, themeOf } from './themes.ts'

/** Whether a sequence asks for records, and so needs topics of its own. */
export function needsTopics({ steps }: Sequence): boolean {
  return steps.some((step) => ofLog.has(step.api))
}

const ofLog = new Set([
  ...['Produce', 'Fetch', 'ListOffsets', 'CreatePartitions', 'AddPartitionsToTxn', 'Metadata'],
  'DeleteRecords',
])

/** Draws a sequence. */
export function generate(seed: number, number: number): Sequence {
  const theme = themeOf(seed, number)
  const draw = new Draw(seedrandom(`${seed} ${number}`))
  const length = 4 + draw.below(22)
  const sessionMs = theme === 'time' ? draw.of([600, 1000, 1500]) : 30_000
  const rebalanceMs = theme === 'time' ? draw.of([700, 1200]) : 60_000
  const context: Context = {
    draw,
    theme,
    members: 1 + draw.below(4),
    groups: draw.below(5) === 0 ? 2 : 1,
    sessionMs,
    rebalanceMs,
  }
  const steps: Step[] = []
  while (steps.length < length) steps.push(...stepsOf(context, steps))
  return { number, steps }
}

function stepsOf(context: Context, before: readonly Step[]): readonly Step[] {
  return context.draw.weighted(weights[context.theme])(context, before)
}

const join: Maker = ({ draw, theme, members, groups, sessionMs, rebalanceMs }) => {
  const client = draw.below(members)
  const isStatic = theme === 'static' ? !draw.chance(4) : draw.chance(12)
  return [
    {
      ...{ api: 'JoinGroup', client, group: draw.below(groups) },
      member: memberRef(draw, client, members),
      instance: isStatic
        ? draw.weighted([
            [6, client % 2],
            [1, draw.below(2)],
          ])
        : null,
      sessionMs,
      rebalanceMs: draw.chance(5) ? rebalanceMs * 2 : rebalanceMs,
      protocols: draw.weighted([
        [8, ['range']],
        [1, ['roundrobin', 'range']],
        [1, ['sticky']],
      ]),
      subscription: draw.chance(4) ? draw.below(3) : 0,
    },
  ]
}

const sync: Maker = ({ draw, members, groups }, before) => {
  const client = draw.below(members)
  return [
    {
      ...{ api: 'SyncGroup', client, group: draw.below(groups) },
      member: memberRef(draw, client, members),
      generation: generationRef(draw, client, members),
      instance: instanceRef(draw, client, before),
      assigns: !draw.chance(12),
    },
  ]
}

const heartbeat: Maker = ({ draw, members, groups }, before) => {
  const client = draw.below(members)
  return [
    {
      ...{ api: 'Heartbeat', client, group: draw.below(groups) },
      member: memberRef(draw, client, members),
      generation: generationRef(draw, client, members),
      instance: instanceRef(draw, client, before),
    },
  ]
}

const leave: Maker = ({ draw, members, groups }, before) => {
  const client = draw.below(members)
  const count = draw.chance(4) ? 2 : 1
  const leaving = Array.from({ length: count }, (_, i) => {
    const who = i === 0 ? client : draw.below(members)
    const instance = instanceRef(draw, who, before)
    const byInstance = instance !== null && draw.chance(2)
    const member = byInstance ? ({ of: 'none' } as const) : memberRef(draw, who, members)
    return { member, instance }
  })
  return [{ api: 'LeaveGroup', client, group: draw.below(groups), members: leaving }]
}

/** A join, and a sync of everybody: what it takes to get a group going. */
const settle: Maker = (context, before) => {
  const { draw, members } = context
  const group = draw.below(context.groups)
  const steps: Step[] = []
  for (let client = 0; client < members; client++) {
    const [one] = join(context, before)
    if (one?.api === 'JoinGroup') steps.push({ ...one, client, group, member: { of: client } })
  }
  return steps
}

const syncAll: Maker = (context, before) => {
  const { draw, members } = context
  const group = draw.below(context.groups)
  return Array.from({ length: members }, (_, client) => ({
    ...{ api: 'SyncGroup' as const, client, group },
    member: { of: client },
    generation: { of: client, plus: 0 },
    instance: instanceRef(draw, client, before),
    assigns: true,
  }))
}

function offsets(draw: Draw): readonly CommittedPartition[] {
  const count = draw.weighted([
    [6, 1],
    [4, 2],
    [1, 3],
  ])
  const drawn = Array.from({ length: count }, () => ({
    ...partitionRef(draw),
    offset: draw.below(50),
    metadata: draw.weighted([
      [8, null],
      [3, 5],
      [1, 4096],
      [1, 5000],
      [2, 0],
    ]),
  }))
  return drawn.filter(
    (one, i) =>
      drawn.findIndex((b) => b.topic === one.topic && b.partition === one.partition) === i,
  )
}

const commit: Maker = ({ draw, theme, members, groups }) => {
  const client = draw.below(members)
  const simple = draw.chance(theme === 'transactions' ? 1 : 5)
  return [
    {
      ...{ api: 'OffsetCommit', client, group: draw.below(groups) },
      member: simple ? { of: 'none' } : memberRef(draw, client, members),
      generation: simple ? { of: 'simple' } : generationRef(draw, client, members),
      offsets: offsets(draw),
    },
  ]
}

const offsetFetch: Maker = ({ draw, members, groups }) => [
  {
    ...{ api: 'OffsetFetch', client: draw.below(members), group: draw.below(groups) },
    partitions: draw.chance(3) ? null : [partitionRef(draw)],
  },
]

const describe: Maker = ({ draw, members, groups }) => [
  { api: 'DescribeGroups', client: draw.below(members), groups: [draw.below(groups)] },
]

const deleteGroups: Maker = ({ draw, members, groups }) => [
  { api: 'DeleteGroups', client: draw.below(members), groups: [draw.below(groups)] },
]

const findCoordinator: Maker = ({ draw, members }) => [
  {
    ...{ api: 'FindCoordinator', client: draw.below(members) },
    ...{ type: draw.of(['group', 'transaction'] as const), key: draw.below(2) },
  },
]

const initProducer: Maker = ({ draw }) => {
  const producer = draw.below(4)
  const transactional = transactionalOf[producer] ?? null
  return [
    {
      ...{ api: 'InitProducerId', client: 4 + producer, producer, transactional },
      timeoutMs: 50_000,
    },
  ]
}

const ofTransactions: readonly number[] = [0, 0, 1, 1, 2]

const addPartitions: Maker = ({ draw }) => [
  {
    ...{ api: 'AddPartitionsToTxn', ...producerRef(draw, ofTransactions) },
    partitions: [partitionRef(draw)],
  },
]

const addOffsets: Maker = ({ draw, groups }) => [
  { api: 'AddOffsetsToTxn', ...producerRef(draw, ofTransactions), group: draw.below(groups) },
]

const txnCommit: Maker = ({ draw, groups }) => [
  {
    ...{ api: 'TxnOffsetCommit', ...producerRef(draw, ofTransactions), group: draw.below(groups) },
    offsets: offsets(draw),
  },
]

const endTxn: Maker = ({ draw }) => [
  { api: 'EndTxn', ...producerRef(draw, ofTransactions), commit: !draw.chance(3) },
]

/** Two producers of one id, and offsets of one partition: what fencing is about. */
const zombie: Maker = ({ draw, groups }) => {
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

const produce: Maker = ({ draw }) => {
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

const fetch: Maker = ({ draw, members }) => [
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

const listOffsets: Maker = ({ draw, members }) => [
  {
    ...{ api: 'ListOffsets', client: draw.below(members), ...partitionRef(draw) },
    ...{ at: draw.of(['earliest', 'latest'] as const), committedOnly: draw.chance(2) },
  },
]

const createPartitions: Maker = ({ draw, members }) => [
  {
    ...{ api: 'CreatePartitions', client: draw.below(members), topic: topicRef(draw) },
    count: 2 + draw.below(3),
  },
]

const metadata: Maker = ({ draw, members }) => [
  { api: 'Metadata', client: draw.below(members), topics: [topicRef(draw)] },
]

const wait: Maker = ({ draw, sessionMs, rebalanceMs }) => [
  { api: 'wait', ms: draw.of([150, 400, rebalanceMs + 200, sessionMs + 300]) },
]

const ofGroups = [
  [10, join],
  [6, settle],
  [6, sync],
  [6, syncAll],
  [5, heartbeat],
  [2, leave],
  [2, commit],
  [1, offsetFetch],
  [1, describe],
  [1, deleteGroups],
  [1, findCoordinator],
] as const

const weights: Readonly<Record<Theme, readonly (readonly [number, Maker])[]>> = {
  group: ofGroups,
  static: ofGroups,
  time: [...ofGroups, [7, wait], [2, heartbeat]],
  commits: [
    [4, settle],
    [4, syncAll],
    [14, commit],
    [6, offsetFetch],
    [2, describe],
    [1, leave],
    [1, deleteGroups],
    [1, initProducer],
    [1, addOffsets],
    [1, txnCommit],
    [1, endTxn],
  ],
  transactions: [
    [2, zombie],
    [5, initProducer],
    [8, addOffsets],
    [8, txnCommit],
    [6, endTxn],
    [4, offsetFetch],
    [2, commit],
    [2, addPartitions],
    [2, produce],
    [1, fetch],
    [1, describe],
    [1, deleteGroups],
  ],
  log: [
    [10, produce],
    [6, fetch],
    [4, listOffsets],
    [4, initProducer],
    [4, addPartitions],
    [4, endTxn],
    [1, createPartitions],
    [1, metadata],
    [1, commit],
    [1, offsetFetch],
  ],
  records: [
    [10, produceAtTimes],
    [6, deleteRecords],
    [8, listOffsetsByTime],
    [6, fetch],
    [4, fetchInSession],
    [3, initProducer],
    [3, addPartitions],
    [4, endTxn],
    [1, produce],
    [1, createPartitions],
  ],
  offsets: [
    [3, settle],
    [3, syncAll],
    [1, leave],
    [5, commit],
    [4, oddCommit],
    [8, offsetDelete],
    [8, stableOffsetFetch],
    [2, describe],
    [1, deleteGroups],
    [3, initProducer],
    [5, addOffsets],
    [5, txnCommit],
    [3, endTxn],
  ],
  protocols: [
    [12, oddJoin],
    [4, settle],
    [4, syncAll],
    [2, nameless(sync)],
    [2, nameless(heartbeat)],
    [2, nameless(leave)],
    [1, nameless(txnCommit)],
    [1, nameless(addOffsets)],
    [2, nameless(describe)],
    [1, nameless(deleteGroups)],
    [2, nameless(offsetDelete)],
    [1, initProducer],
    [1, commit],
    [1, stableOffsetFetch],
  ],
}
