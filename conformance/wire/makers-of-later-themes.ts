/** Steps of the later themes: records and their times, offsets, protocols. */
import {
  type Draw,
  type Maker,
  memberRef,
  partitionRef,
  producerRef,
  transactionalOf,
} from './draw.ts'
import type { CommittedPartition, PartitionRef, Step } from './step.ts'

/** The same, now and then for the group without a name. */
export function nameless(maker: Maker): Maker {
  return (context, before) => {
    const steps = maker(context, before)
    return context.draw.chance(4) ? steps.map(withoutName) : steps
  }
}

function withoutName(step: Step): Step {
  if ('groups' in step) return { ...step, groups: [-1] }
  return 'group' in step ? { ...step, group: -1 } : step
}

/** Records with times that are in no order. */
export const produceAtTimes: Maker = ({ draw }) => {
  const { client, producer, plus, transactional } = producerRef(draw, [0, 1, 2, 3, 3])
  const isPlain = draw.chance(2)
  const isOfTransaction = transactionalOf[producer] !== null
  const times = Array.from({ length: 1 + draw.below(3) }, () => draw.below(10) * 1000)
  return [
    {
      ...{ api: 'Produce', client, by: isPlain ? null : { producer, plus } },
      transactional: !isPlain && isOfTransaction ? transactional : null,
      ...partitionRef(draw),
      ...{ sequencePlus: 0, records: times.length, times },
    },
  ]
}

/** Up to an offset that is there, mostly. */
export const deleteRecords: Maker = ({ draw, members }) => [
  {
    ...{ api: 'DeleteRecords', client: draw.below(members), ...partitionRef(draw) },
    offset: draw.weighted([
      [4, -1],
      [10, draw.below(7)],
      [1, 40],
      [1, -2],
    ]),
  },
]

/** Between records, before and after them, after their markers, and numbers that mean nothing. */
export const listOffsetsByTime: Maker = ({ draw, members }) => [
  {
    ...{ api: 'ListOffsets', client: draw.below(members), ...partitionRef(draw) },
    at: draw.weighted<'earliest' | 'latest' | number>([
      [2, 'earliest'],
      [2, 'latest'],
      [12, draw.below(21) * 500],
      [3, afterRecords],
      [1, afterAll],
      [1, -3],
      [1, draw.of([-4, -5, -6, -100])],
    ]),
    committedOnly: draw.chance(2),
  },
]

const afterRecords = 5_000_000
const afterAll = 1_000_000_000_000

/** Sessions that are begun, and such that no broker knows. */
export const fetchInSession: Maker = ({ draw, members }) => [
  {
    ...{ api: 'Fetch', client: draw.below(members), ...partitionRef(draw) },
    ...{ offset: draw.below(6), committedOnly: draw.chance(2) },
    session: draw.of([
      { id: 0, epoch: 0 },
      { id: 0, epoch: -1 },
      { id: 0, epoch: 1 },
      { id: 12_345, epoch: 0 },
      { id: 12_345, epoch: -1 },
      { id: 12_345, epoch: 3 },
    ]),
  },
]

function partitions(draw: Draw): readonly PartitionRef[] {
  const drawn = Array.from({ length: 1 + draw.below(3) }, () => partitionRef(draw))
  return drawn.filter((one, i) => drawn.findIndex((other) => isSame(one, other)) === i)
}

function isSame(a: PartitionRef, b: PartitionRef): boolean {
  return a.topic === b.topic && a.partition === b.partition
}

/** Of several partitions. */
export const offsetDelete: Maker = ({ draw, members, groups }) => [
  {
    ...{ api: 'OffsetDelete', client: draw.below(members), group: draw.below(groups) },
    partitions: draw.chance(20) ? [] : partitions(draw),
  },
]

/** Which groups are there? */
export const listGroups: Maker = ({ draw, members }) => [
  { api: 'ListGroups', client: draw.below(members) },
]

/** As the Java client asks. */
export const stableOffsetFetch: Maker = ({ draw, members, groups }) => [
  {
    ...{ api: 'OffsetFetch', client: draw.below(members), group: draw.below(groups) },
    ...{ partitions: draw.chance(3) ? null : partitions(draw), stable: true },
  },
]

/** Offsets of a transaction under way, looked at and perhaps deleted before it ends. */
export const unstable: Maker = (context, before) => {
  const { draw } = context
  const group = draw.below(context.groups)
  const of = { client: 4, producer: 0, plus: 0, transactional: 0 }
  const offsets = [0, 1].map((partition) => {
    return { topic: 0 as const, partition, offset: draw.below(50), metadata: null }
  })
  const meanwhile = [
    stableOffsetFetch,
    draw.of([stableOffsetFetch, offsetDelete]),
    stableOffsetFetch,
  ]
  return [
    {
      ...{ api: 'InitProducerId', client: 4, producer: 0 },
      ...{ transactional: 0, timeoutMs: 50_000 },
    },
    { api: 'AddOffsetsToTxn', ...of, group },
    { api: 'TxnOffsetCommit', ...of, group, offsets: offsets.slice(draw.below(2)) },
    ...meanwhile.flatMap((maker) => maker(context, before)),
    { api: 'EndTxn', ...of, commit: !draw.chance(3) },
  ]
}

/** Of nobody: of nothing, of a partition twice, with offsets that no log has. */
export const oddCommit: Maker = ({ draw, members, groups }) => {
  const of = (place: PartitionRef): CommittedPartition => ({
    ...place,
    offset: draw.of([0, 7, 2 ** 31, 2 ** 53 - 1, -1, -5]),
    metadata: draw.of([null, 0, 3]),
  })
  const [place = partitionRef(draw), ...others] = partitions(draw)
  return [
    {
      ...{ api: 'OffsetCommit', client: draw.below(members), group: draw.below(groups) },
      ...{ member: { of: 'none' }, generation: { of: 'simple' } },
      offsets: draw.weighted([
        [1, []],
        [3, [place, place].map(of)],
        [3, [place, ...others].map(of)],
      ]),
    },
  ]
}

/** Other protocol types, none, no protocols, sessions out of range, no name of the group. */
export const oddJoin: Maker = ({ draw, members, groups }) => {
  const client = draw.below(members)
  return [
    {
      ...{ api: 'JoinGroup', client, group: draw.chance(10) ? -1 : draw.below(groups) },
      ...{ member: memberRef(draw, client, members), instance: draw.chance(10) ? 0 : null },
      sessionMs: draw.weighted([
        [12, 30_000],
        [1, 0],
        [1, 2_000_000],
      ]),
      rebalanceMs: 60_000,
      protocols: draw.weighted<readonly string[]>([
        [8, ['range']],
        [2, ['roundrobin', 'range']],
        [2, ['sticky']],
        [1, []],
      ]),
      protocolType: draw.weighted([
        [6, 'consumer'],
        [5, 'connect'],
        [1, ''],
      ]),
      subscription: 0,
    },
  ]
}
