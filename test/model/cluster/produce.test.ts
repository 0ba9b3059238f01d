import { describe, expect, it } from 'vitest'
import { fetch } from '../../../src/model/cluster/fetch.ts'
import { uncleanElection } from '../../../src/model/cluster/leaders.ts'
import { ensureTopic } from '../../../src/model/cluster/topics.ts'
import type {
  ProducedPartition,
  ProduceEntry,
} from '../../../src/model/network/application-requests.ts'
import type { RecordPayload } from '../../../src/model/network/records.ts'
import type { RequestOf, ResponseOf } from '../../../src/model/network/requests.ts'
import { defaultSettings } from '../../../src/model/settings.ts'
import { handle } from '../handle.ts'
import { fetchOf, fixture, seen } from './fixture.ts'

function payload(text: string): RecordPayload {
  const value = Uint8Array.from(text, (char) => char.charCodeAt(0))
  return { key: null, value, headers: [], timestamp: 5 }
}

/** A batch of so many records; idempotent if it says where it begins. */
function batch(count: number, baseSequence = -1): ProduceEntry {
  const records = Array.from({ length: count }, (_, i) => payload(`r${i}`))
  return { topic: 'orders', partition: 0, baseSequence, records }
}

function producing(changes: Parameters<typeof fixture>[0] = {}) {
  const given = fixture(changes)
  const { cluster, ports, log } = given
  const produce = (
    entries: readonly ProduceEntry[],
    request: Partial<RequestOf<'Produce'>> = {},
    broker = log.leader,
  ): ResponseOf<'Produce'> =>
    handle(
      cluster,
      ports,
      broker,
      {
        api: 'Produce',
        transactionalId: null,
        producerId: -1,
        producerEpoch: -1,
        acks: -1,
        partitions: entries,
        ...request,
      },
      1,
    ) as ResponseOf<'Produce'>
  /** One batch of producer 7; its error, or the offset that it got. */
  const idempotent = (count: number, baseSequence: number, producerEpoch = 0) => {
    const answer = produce([batch(count, baseSequence)], { producerId: 7, producerEpoch })
    const { error, baseOffset } = answer.partitions[0] as ProducedPartition
    return error === 'NONE' ? baseOffset : error
  }
  return {
    ...given,
    produce,
    idempotent,
    offsets: () => log.records.slice().map(({ offset }) => offset),
  }
}

describe('Produce', () => {
  it('writes the records in order, with what they carry, and wakes who waits for them', () => {
    const { cluster, log, produce, told } = producing()
    fetch(cluster, 0, fetchOf(0), 41)
    const entry = batch(2)
    expect(produce([entry])).toEqual({
      api: 'Produce',
      error: 'NONE',
      partitions: [{ topic: 'orders', partition: 0, error: 'NONE', baseOffset: 0, logStart: 0 }],
    })
    expect(log.records.slice().map((record) => record.payload)).toEqual(entry.records)
    expect([log.logEnd, log.highWatermark, log.lastStableOffset]).toEqual([2, 2, 2])
    expect(told.responses.map(({ ticket, response }) => [ticket, seen(response)])).toEqual([
      [41, '[0 1]'],
    ])
    expect(produce([batch(1)]).partitions[0]?.baseOffset).toBe(2)
  })

  it('tells the history of the topic that the group reads, and of no other', () => {
    const { cluster, produce, told } = producing()
    ensureTopic(cluster, 'out')
    produce([{ ...batch(1), topic: 'out' }], {}, cluster.partitions.at(-1)?.leader)
    expect(cluster.partitions.at(-1)?.records).toHaveLength(1)
    expect(told.events).toEqual([])
    produce([batch(1)])
    expect(told.events).toEqual([
      { kind: 'produced', time: 7, topic: 'orders', partition: 0, offset: 0, aborted: false },
    ])
  })

  it('judges every partition on its own', () => {
    const { produce, offsets } = producing()
    const entries = [
      { ...batch(1), partition: 1 },
      batch(1),
      { ...batch(1), partition: 9 },
      { ...batch(1), topic: 'out' },
      batch(0),
    ]
    expect(produce(entries).partitions.map(({ error }) => error)).toEqual([
      'NOT_LEADER_OR_FOLLOWER',
      'NONE',
      'UNKNOWN_TOPIC_OR_PARTITION',
      'UNKNOWN_TOPIC_OR_PARTITION',
      'INVALID_RECORD',
    ])
    expect(offsets()).toEqual([0])
  })

  it('asks for enough replicas only where the producer does', () => {
    const settings = { ...defaultSettings, 'min.insync.replicas': 2 }
    const { produce, offsets } = producing({ brokers: 1, settings })
    expect(produce([batch(1)]).partitions[0]?.error).toBe('NOT_ENOUGH_REPLICAS')
    expect(offsets()).toEqual([])
    expect(produce([batch(1)], { acks: 1 }).partitions[0]?.error).toBe('NONE')
  })

  it('writes what is sent twice twice, without idempotence', () => {
    const { produce, offsets, log } = producing()
    // As kafkajs sends it: a sequence and an epoch that mean nothing.
    for (let i = 0; i < 2; i++) produce([batch(1, 0)], { producerEpoch: 0 })
    expect(offsets()).toEqual([0, 1])
    expect(log.records.slice().map((record) => record.producerEpoch)).toEqual([-1, -1])
  })
})

describe('an idempotent producer', () => {
  it('is answered for a duplicate with the offset of the first, and nothing is written', () => {
    const { idempotent, offsets } = producing()
    expect([idempotent(2, 0), idempotent(1, 2), idempotent(2, 0)]).toEqual([0, 2, 0])
    expect(offsets()).toEqual([0, 1, 2])
    expect(idempotent(1, 3)).toBe(3)
  })

  it('is remembered for five batches', () => {
    const { idempotent } = producing()
    for (let i = 0; i < 6; i++) expect(idempotent(1, i)).toBe(i)
    expect(idempotent(1, 1)).toBe(1)
    expect(idempotent(1, 0)).toBe('OUT_OF_ORDER_SEQUENCE_NUMBER')
  })

  it('may leave no gap, nor send other bounds again', () => {
    const { idempotent, offsets } = producing()
    expect(idempotent(2, 0)).toBe(0)
    expect(idempotent(1, 3)).toBe('OUT_OF_ORDER_SEQUENCE_NUMBER')
    expect(idempotent(1, 0)).toBe('OUT_OF_ORDER_SEQUENCE_NUMBER')
    expect(offsets()).toEqual([0, 1])
    expect(idempotent(1, 2)).toBe(2)
  })

  it('may begin anywhere where nothing is known of it', () => {
    const { idempotent } = producing()
    expect([idempotent(1, 12), idempotent(1, 13)]).toEqual([0, 1])
  })

  it('begins at 0 in a new epoch, which fences the older one', () => {
    const { idempotent } = producing()
    expect(idempotent(2, 0)).toBe(0)
    expect(idempotent(1, 2, 1)).toBe('OUT_OF_ORDER_SEQUENCE_NUMBER')
    expect(idempotent(2, 0, 1)).toBe(2)
    expect(idempotent(2, 0, 0)).toBe('INVALID_PRODUCER_EPOCH')
    expect(idempotent(1, 2, 1)).toBe(4)
  })

  it('counts from 0 again after the largest number', () => {
    const { idempotent } = producing()
    const last = 2 ** 31 - 1
    expect([idempotent(1, last - 1), idempotent(3, last), idempotent(1, 2)]).toEqual([0, 1, 4])
    expect(idempotent(3, last)).toBe(1)
  })

  it('is counted apart from others, and per partition', () => {
    const { cluster, idempotent, produce } = producing()
    expect(idempotent(1, 0)).toBe(0)
    const other = produce([batch(1, 0)], { producerId: 8, producerEpoch: 0 })
    expect(other.partitions[0]).toMatchObject({ error: 'NONE', baseOffset: 1 })
    const leader = cluster.partitions[1]?.leader
    const elsewhere = { ...batch(1, 0), partition: 1 }
    const answer = produce([elsewhere], { producerId: 7, producerEpoch: 0 }, leader)
    expect(answer.partitions[0]).toMatchObject({ error: 'NONE', baseOffset: 0 })
    expect(idempotent(1, 1)).toBe(2)
  })

  it('writes again what an unclean election has cut away', () => {
    const { cluster, ports, log, idempotent, produce } = producing()
    idempotent(1, 0)
    idempotent(1, 1)
    uncleanElection(cluster, ports, log, 1)
    expect(produce([batch(1, 1)], {}, 0).partitions[0]?.error).toBe('NOT_LEADER_OR_FOLLOWER')
    const again = { producerId: 7, producerEpoch: 0 }
    expect(produce([batch(1, 1)], again, log.leader).partitions[0]?.baseOffset).toBe(1)
    expect(log.records.slice().map(({ offset, leaderEpoch }) => [offset, leaderEpoch])).toEqual([
      [0, 0],
      [1, 1],
    ])
  })
})
