import { describe, expect, it } from 'vitest'
import { fetch } from '../../../src/model/cluster/fetch.ts'
import { uncleanElection } from '../../../src/model/cluster/leaders.ts'
import { epochMs } from '../../../src/model/network/records.ts'
import type { ResponseOf } from '../../../src/model/network/requests.ts'
import { abortTimedOut } from '../../../src/model/transactions/timeout.ts'
import { fetchOf, seen } from '../cluster/fixture.ts'
import { handle } from '../handle.ts'
import { orders0, out0, out1, record, transactions } from './fixture.ts'
import { settle } from './settle.ts'

const producer0 = { producerId: 0, producerEpoch: 0, transactional: true }

describe('a record in a transaction', () => {
  it('is refused where its partition was not added', () => {
    const { init, add, write } = transactions()
    const producer = init()
    expect(write(producer, out0, 0)).toBe('INVALID_TXN_STATE')
    expect(add(producer, out0)).toBe('NONE')
    expect(write(producer, out0, 0)).toBe(0)
    expect(write(producer, out1, 0)).toBe('INVALID_TXN_STATE')
    expect(write({ producerId: 9, producerEpoch: 0 }, out0, 0)).toBe('INVALID_PRODUCER_ID_MAPPING')
    expect(write(producer, out0, 1, null)).toBe('INVALID_TXN_STATE')
  })

  it('may not overtake one of a lower number that was refused', () => {
    const { cluster, ports, logOf, init, add, write, end } = transactions()
    const producer = init()
    expect(write(producer, out0, 0)).toBe('INVALID_TXN_STATE')
    add(producer, out0)
    expect(write(producer, out0, 1)).toBe('OUT_OF_ORDER_SEQUENCE_NUMBER')
    expect(write(producer, out0, 0)).toBe(0)
    expect(write(producer, out0, 1)).toBe(1)
    end(producer, true)
    expect(write(producer, out0, 2), 'no transaction').toBe('INVALID_TXN_STATE')
    uncleanElection(cluster, ports, logOf(out0), 0)
    add(producer, out0)
    expect(write(producer, out0, 3), 'the new leader knows nothing of it').toBe(0)
  })

  it('holds the last stable offset back until the marker', () => {
    const { cluster, logOf, init, add, write, end, told } = transactions()
    const log = logOf(out0)
    const producer = init()
    add(producer, out0)
    write(producer, out0, 0)
    const read = { ...fetchOf(0, -1, 'read_committed') }
    const request = { ...read, partitions: [{ ...out0, offset: 0, currentLeaderEpoch: -1 }] }
    expect([log.lastStableOffset, log.highWatermark]).toEqual([0, 1])
    expect(fetch(cluster, log.leader, request, 9)).toBeNull()
    expect(end(producer, true)).toBe('NONE')
    expect([log.lastStableOffset, log.highWatermark]).toEqual([2, 2])
    expect(told.responses.map(({ ticket, response }) => [ticket, seen(response)])).toEqual([
      [9, '[0 1]'],
    ])
  })

  it('is as old as its producer says, and its marker as old as it is', () => {
    const { logOf, init, add, write, end, ports } = transactions()
    const producer = init()
    add(producer, out0)
    write(producer, out0, 0)
    end(producer, true)
    const times = logOf(out0)
      .records.slice()
      .map(({ timestamp }) => timestamp)
    expect(times).toEqual([record.timestamp, epochMs + ports.now()])
  })

  it('says who wrote it, and so does its marker', () => {
    const { logOf, init, add, write, end } = transactions()
    const producer = init()
    add(producer, out0)
    write(producer, out0, 0)
    end(producer, true)
    expect(logOf(out0).records).toMatchObject([
      { offset: 0, type: 'data', payload: record, ...producer0, marker: 'none', timestamp: 0 },
      { offset: 1, type: 'control', payload: null, ...producer0, marker: 'commit' },
    ])
  })
})

describe('the end of a transaction', () => {
  it('leaves a marker in every partition that was added, written to or not', () => {
    const { cluster, init, add, write, end, contents } = transactions()
    const producer = init()
    add(producer, out0, out1)
    add(producer, out0)
    write(producer, out0, 0)
    end(producer, true)
    expect(contents(out0)).toEqual(['data', 'commit'])
    expect(contents(out1)).toEqual(['commit'])
    expect(cluster.transactionalIds[0]?.partitions).toEqual([])
    add(producer, out1)
    end(producer, false)
    expect(contents(out0)).toEqual(['data', 'commit'])
    expect(contents(out1)).toEqual(['commit', 'abort'])
  })

  it('marks the records of an aborted one, and no others', () => {
    const { init, add, write, end, contents, logOf } = transactions()
    const producer = init()
    const bystander = init(null)
    add(producer, out0)
    write(producer, out0, 0)
    end(producer, true)
    add(producer, out0)
    write(producer, out0, 1)
    write(bystander, out0, 0, null)
    const before = logOf(out0).records.at(2)
    end(producer, false)
    expect(contents(out0)).toEqual(['data', 'commit', 'aborted', 'data', 'abort'])
    expect(before?.type).toBe('data')
    expect(logOf(out0).lastStableOffset).toBe(5)
  })

  it('leaves the last stable offset with the next one that is open', () => {
    const { cluster, ports, logOf, init, add, write, end } = transactions()
    const first = init()
    add(first, out0)
    write(first, out0, 0)
    const answer = handle(
      cluster,
      ports,
      0,
      { api: 'InitProducerId', transactionalId: 'tx-B', transactionTimeoutMs: 60_000 },
      1,
    )
    const second = answer as ResponseOf<'InitProducerId'>
    const { producerId, producerEpoch } = second
    const asked = { transactionalId: 'tx-B', producerId, producerEpoch, partitions: [out0] }
    handle(cluster, ports, 0, { api: 'AddPartitionsToTxn', ...asked }, 1)
    expect(write(second, out0, 0, 'tx-B')).toBe(1)
    end(first, true)
    expect(logOf(out0).lastStableOffset).toBe(1)
    abortTimedOut(cluster, ports, 'tx-B')
    settle(cluster, ports)
    expect(logOf(out0).lastStableOffset).toBe(logOf(out0).logEnd)
  })

  it('goes on counting in the same epoch', () => {
    const { init, add, write, end } = transactions()
    const producer = init()
    add(producer, out0)
    write(producer, out0, 0)
    end(producer, true)
    add(producer, out0)
    expect(write(producer, out0, 2)).toBe('OUT_OF_ORDER_SEQUENCE_NUMBER')
    expect(write(producer, out0, 1)).toBe(2)
  })

  it('comes by a new producer, which fences the old one in every partition', () => {
    const { init, add, write, contents, logOf } = transactions()
    const old = init()
    add(old, out0)
    write(old, out0, 0)
    const young = init()
    expect(contents(out0)).toEqual(['aborted', 'abort'])
    expect(logOf(out0).records.at(1)?.producerEpoch).toBe(1)
    expect(young.producerEpoch).toBe(2)
    expect(write(old, out0, 1)).toBe('INVALID_PRODUCER_EPOCH')
    expect(write(old, out0, 1, null)).toBe('INVALID_PRODUCER_EPOCH')
    add(young, out0)
    expect(write(young, out0, 1)).toBe('OUT_OF_ORDER_SEQUENCE_NUMBER')
    expect(write(young, out0, 0)).toBe(2)
  })

  it('comes by its time-out', () => {
    const { cluster, ports, init, add, write, end, contents, told } = transactions()
    const producer = init()
    add(producer, out0)
    write(producer, out0, 0)
    abortTimedOut(cluster, ports, 'tx-A')
    expect(contents(out0)).toEqual(['data'])
    settle(cluster, ports)
    expect(contents(out0)).toEqual(['aborted', 'abort'])
    expect(told.ended).toEqual(['0/0 aborted'])
    expect(end(producer, true)).toBe('PRODUCER_FENCED')
    expect(write(producer, out0, 1)).toBe('INVALID_PRODUCER_EPOCH')
  })

  it('finds no records where an unclean election has cut them away', () => {
    const { cluster, ports, logOf, init, add, write, end, contents } = transactions()
    const producer = init()
    add(producer, out0)
    write(producer, out0, 0)
    const log = logOf(out0)
    uncleanElection(cluster, ports, log, 0)
    expect(write(producer, out0, 0)).toBe(0)
    uncleanElection(cluster, ports, log, 0)
    expect(write(init(null), out0, 0, null)).toBe(0)
    expect([log.lastStableOffset, log.highWatermark]).toEqual([1, 1])
    end(producer, false)
    expect(contents(out0)).toEqual(['data', 'abort'])
    expect(log.lastStableOffset).toBe(2)
  })
})

describe('AddPartitionsToTxn', () => {
  it('adds nothing where a partition does not exist', () => {
    const { cluster, init, add, write } = transactions()
    const producer = init()
    const missing = { topic: 'out', partition: 7 }
    expect(add(producer, out0, missing)).toBe('UNKNOWN_TOPIC_OR_PARTITION')
    expect(cluster.transactionalIds[0]).toMatchObject({ status: 'Empty', partitions: [] })
    expect(write(producer, out0, 0)).toBe('INVALID_TXN_STATE')
  })
})

describe('the history', () => {
  it('is told of records of the topic that the group reads when their fate is known', () => {
    for (const committed of [true, false]) {
      const { init, add, write, end, told } = transactions()
      const producer = init()
      add(producer, orders0, out0)
      write(producer, orders0, 0)
      write(producer, orders0, 1)
      write(producer, out0, 0)
      expect(told.events).toEqual([])
      end(producer, committed)
      expect(told.events).toEqual(
        [0, 1].map((offset) => ({
          kind: 'produced',
          time: 7,
          ...orders0,
          offset,
          aborted: !committed,
        })),
      )
    }
  })
})

describe('InitProducerId without a transactional id', () => {
  it('gives a new producer id each time, on any broker, and coordinates nothing', () => {
    const { cluster, ports, init } = transactions()
    const ids = [init(null), init('tx-A'), init(null)].map(({ producerId }) => producerId)
    expect(new Set(ids).size).toBe(3)
    expect(cluster.transactionalIds.map(({ id }) => id)).toEqual(['tx-A'])
    const request = { api: 'InitProducerId', transactionTimeoutMs: 60_000 } as const
    const elsewhere = handle(cluster, ports, 2, { ...request, transactionalId: null }, 1)
    expect(elsewhere).toMatchObject({ error: 'NONE', producerId: 3, producerEpoch: 0 })
  })
})
