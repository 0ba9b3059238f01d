/** Steps of the newest themes: fetch sessions, and ListOffsets and OffsetFetch in every version. */
import {
  type Draw,
  type Maker,
  partitionRef,
  producerRef,
  topicRef,
  transactionalOf,
} from './draw.ts'
import type { PartitionRef, SessionRef, Step } from './step.ts'

/** One record: whole batches are sent, and here no offset is in the middle of one. */
export const produceOne: Maker = ({ draw }) => {
  const { client, producer, plus, transactional } = producerRef(draw, [0, 1, 2, 3, 3])
  const isPlain = draw.chance(2)
  const isOfTransaction = transactionalOf[producer] !== null
  return [
    {
      ...{ api: 'Produce', client, by: isPlain ? null : { producer, plus } },
      transactional: !isPlain && isOfTransaction ? transactional : null,
      ...{ topic: topicRef(draw), partition: draw.below(2), sequencePlus: 0, records: 1 },
    },
  ]
}

/** Sessions that are begun, gone on with, changed and ended, mostly as a client would. */
export const fetchOn: Maker = ({ draw, members }, before) => {
  const client = draw.below(members)
  const isBegun = before.some((step) => isInSession(step) && step.client === client)
  const epoch = isBegun
    ? draw.weighted<SessionRef['epoch']>([
        [18, 0],
        [1, 1],
        [1, -1],
        [2, 'begin'],
        [1, 'end'],
      ])
    : 'begin'
  const goesOn = typeof epoch === 'number'
  return [
    {
      ...{ api: 'Fetch', client, committedOnly: draw.chance(2) },
      session: { of: draw.chance(12) ? draw.below(members) : client, epoch },
      partitions: distinct(draw, goesOn ? draw.below(3) : 1 + draw.below(3)).map((place) => {
        return { ...place, offset: draw.below(5) }
      }),
      forgotten: goesOn && draw.chance(4) ? distinct(draw, 1 + draw.below(2)) : [],
    },
  ]
}

function isInSession(step: Step): step is Step & { readonly api: 'Fetch' } {
  return step.api === 'Fetch' && 'partitions' in step
}

function distinct(draw: Draw, count: number): readonly PartitionRef[] {
  const drawn = Array.from({ length: count }, () => partitionRef(draw))
  const isSame = (a: PartitionRef, b: PartitionRef) =>
    a.topic === b.topic && a.partition === b.partition
  return drawn.filter((one, i) => drawn.findIndex((other) => isSame(one, other)) === i)
}

/** In every version, also by the epoch of a leader, and the youngest record. */
export const listOffsetsNow: Maker = ({ draw, members }) => {
  const version = draw.of([4, 5, 6, 7, 7, 7] as const)
  return [
    {
      ...{ api: 'ListOffsets', client: draw.below(members), ...partitionRef(draw), version },
      at: draw.weighted<'earliest' | 'latest' | 'max-timestamp' | number>([
        [2, 'earliest'],
        [2, 'latest'],
        [8, 'max-timestamp'],
        [3, draw.below(21) * 500],
        [1, draw.of([-4, -5, -6, -100])],
      ]),
      ...(draw.chance(4) ? { leaderEpoch: draw.of([0, 0, 1]) } : {}),
      committedOnly: draw.chance(2),
    },
  ]
}

/** As clients between kafkajs and the newest ask. */
export const offsetFetchNow: Maker = ({ draw, members, groups }) => {
  const version = draw.of([5, 6, 7] as const)
  return [
    {
      ...{ api: 'OffsetFetch', client: draw.below(members), group: draw.below(groups), version },
      partitions: draw.chance(3) ? null : distinct(draw, 1 + draw.below(2)),
    },
  ]
}
