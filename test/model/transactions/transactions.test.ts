import { describe, expect, it } from 'vitest'
import { abortTimedOut, ongoingTransactions } from '../../../src/model/transactions/timeout.ts'
import { type Producer, transactions } from './offsets-fixture.ts'
import { settle } from './settle.ts'

describe('InitProducerId', () => {
  it('gives each transactional id a producer id of its own', () => {
    const { init } = transactions()
    expect(init('tx-A')).toMatchObject({ error: 'NONE', producerId: 0, producerEpoch: 0 })
    expect(init('tx-B')).toMatchObject({ error: 'NONE', producerId: 1, producerEpoch: 0 })
    expect(init('tx-A')).toMatchObject({ error: 'NONE', producerId: 0, producerEpoch: 1 })
  })

  it('takes another producer id when the epochs are used up', () => {
    const { init } = transactions()
    let last = init()
    while (last.producerEpoch < 32_766) last = init()
    expect(last.producerId).toBe(0)
    expect(init()).toMatchObject({ error: 'NONE', producerId: 1, producerEpoch: 0 })
  })

  it('aborts what the producer before had begun, and fences it', () => {
    const { init, begin, end, told } = transactions()
    const old = init()
    begin(old)
    const young = init()
    expect(told.ended).toEqual(['0/0 aborted'])
    expect(young.producerEpoch).toBeGreaterThan(old.producerEpoch)
    expect(end(old, true)).toBe('PRODUCER_FENCED')
    expect(end(old, false)).toBe('PRODUCER_FENCED')
    expect(begin(old)).toBe('PRODUCER_FENCED')
    expect(begin(young)).toBe('NONE')
    expect(told.ended).toEqual(['0/0 aborted'])
  })

  it('leaves a transaction that has ended as it ended', () => {
    const { init, begin, end, told } = transactions()
    const producer = init()
    begin(producer)
    end(producer, true)
    const next = init()
    expect(told.ended).toEqual(['0/0 committed'])
    expect(end(next, true)).toBe('INVALID_TXN_STATE')
  })
})

describe('a transaction', () => {
  it('begins with the first partition or with offsets, whichever comes first', () => {
    for (const first of ['begin', 'addOffsets'] as const) {
      const world = transactions()
      const producer = world.init()
      expect(world.status()).toBe('Empty')
      expect(world[first](producer)).toBe('NONE')
      expect(world.status()).toBe('Ongoing')
      expect(world.cluster.transactionalIds[0]?.startedAt).toBe(7)
      expect(world.begin(producer)).toBe('NONE')
      expect(world.addOffsets(producer)).toBe('NONE')
    }
  })

  it('is for the producer that the coordinator knows', () => {
    const { init, begin } = transactions()
    expect(begin({ producerId: 0, producerEpoch: 0 })).toBe('INVALID_PRODUCER_ID_MAPPING')
    init()
    expect(begin({ producerId: 4, producerEpoch: 0 })).toBe('INVALID_PRODUCER_ID_MAPPING')
    expect(begin({ producerId: 0, producerEpoch: 1 })).toBe('PRODUCER_FENCED')
  })

  it('makes its offsets the group’s when it commits, and not before', () => {
    const { cluster, init, addOffsets, commitOffset, end, committed, told } = transactions()
    const producer = init()
    addOffsets(producer)
    commitOffset(producer, 3)
    expect(committed()).toBeNull()
    expect(cluster.transactionalIds[0]?.offsetsAdded).toBe(true)
    expect(end(producer, true)).toBe('NONE')
    expect(committed()).toBe(3)
    expect(told.applied).toEqual(['5: orders-0 → 3'])
    expect(cluster.transactionalIds[0]).toMatchObject({
      status: 'CompleteCommit',
      offsetsAdded: false,
      startedAt: -1,
    })
  })

  it('drops its offsets when it aborts', () => {
    const { init, addOffsets, commitOffset, end, committed, told } = transactions()
    const producer = init()
    addOffsets(producer)
    commitOffset(producer, 3)
    expect(end(producer, false)).toBe('NONE')
    expect(committed()).toBeNull()
    expect(told.applied).toEqual([])
    expect(told.ended).toEqual(['0/0 aborted'])
  })
})

describe('EndTxn', () => {
  it('repeated after a lost answer says the same and does nothing twice', () => {
    for (const committed of [true, false]) {
      const { init, begin, end, told } = transactions()
      const producer = init()
      begin(producer)
      expect(end(producer, committed)).toBe('NONE')
      expect(end(producer, committed)).toBe('NONE')
      expect(told.ended).toHaveLength(1)
    }
  })

  it('cannot turn a decision round', () => {
    for (const committed of [true, false]) {
      const { init, begin, end, told } = transactions()
      const producer = init()
      begin(producer)
      end(producer, committed)
      expect(end(producer, !committed)).toBe('INVALID_TXN_STATE')
      expect(told.ended).toEqual([committed ? '0/0 committed' : '0/0 aborted'])
    }
  })

  it('needs a transaction', () => {
    const { init, end, told } = transactions()
    const producer = init()
    expect(end(producer, true)).toBe('INVALID_TXN_STATE')
    expect(end(producer, false)).toBe('INVALID_TXN_STATE')
    expect(told.ended).toEqual([])
  })

  it('ends each transaction of a producer on its own', () => {
    const { init, begin, end, told } = transactions()
    const producer = init()
    begin(producer)
    end(producer, false)
    begin(producer)
    end(producer, true)
    expect(told.ended).toEqual(['0/0 aborted', '0/0 committed'])
  })
})

describe('a transaction that takes too long', () => {
  it('is aborted, though it has nothing but effects, and its producer is fenced', () => {
    const { cluster, ports, init, begin, end, told } = transactions()
    const producer = init()
    expect(ongoingTransactions(cluster)).toEqual([])
    begin(producer)
    expect(ongoingTransactions(cluster).map((known) => known.id)).toEqual(['tx-A'])
    abortTimedOut(cluster, ports, 'tx-A')
    expect(told.ended).toEqual(['0/0 aborted'])
    expect(ongoingTransactions(cluster)).toEqual([])
    expect(end(producer, true)).toBe('PRODUCER_FENCED')
    expect(told.ended).toHaveLength(1)
  })

  it('loses its pending offsets', () => {
    const { cluster, ports, init, addOffsets, commitOffset, committed } = transactions()
    const producer = init()
    addOffsets(producer)
    commitOffset(producer, 3)
    abortTimedOut(cluster, ports, 'tx-A')
    expect(committed()).toBeNull()
  })

  it('is only one that is ongoing', () => {
    const { cluster, ports, init } = transactions()
    init()
    expect(() => abortTimedOut(cluster, ports, 'tx-A')).toThrow('no ongoing transaction of tx-A')
    expect(() => abortTimedOut(cluster, ports, 'tx-B')).toThrow('nothing is known of tx-B')
  })
})

describe('the offsets of a transaction', () => {
  it('are taken only while it is ongoing and includes them', () => {
    const { cluster, ports, init, begin, addOffsets, commitOffset, committed } = transactions()
    const error = (producer: Producer) => commitOffset(producer, 3)?.error ?? 'held'
    const producer = init()
    expect(error(producer)).toBe('INVALID_TXN_STATE')
    begin(producer)
    expect(error(producer)).toBe('INVALID_TXN_STATE')
    addOffsets(producer)
    expect(error(producer)).toBe('held')
    abortTimedOut(cluster, ports, 'tx-A')
    settle(cluster, ports)
    expect(error(producer)).toBe('INVALID_PRODUCER_EPOCH')
    expect(committed()).toBeNull()
  })
})
