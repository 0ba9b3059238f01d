import { describe, expect, it } from 'vitest'
import { defined } from '../../../src/model/assert.ts'
import { addPartition } from '../../../src/model/cluster/add-partition.ts'
import { appendRecord, replicate } from '../../../src/model/cluster/append.ts'
import { dropFetch, endFetchWait, fetch, heldFetches } from '../../../src/model/cluster/fetch.ts'
import { moveLeader } from '../../../src/model/cluster/leaders.ts'
import type { PartitionLog } from '../../../src/model/cluster/partition-log.ts'
import { deleteBelow } from '../../../src/model/cluster/retention.ts'
import { epochMs } from '../../../src/model/network/records.ts'
import type { ResponseOf } from '../../../src/model/network/requests.ts'
import { fetchOf, fixture, seen } from './fixture.ts'

describe('the offset of a fetch', () => {
  it('finds everything from there to the high watermark', () => {
    const { cluster, ports, log } = fixture()
    for (let i = 0; i < 3; i++) appendRecord(cluster, ports, log)
    expect(seen(fetch(cluster, 0, fetchOf(0), 1))).toBe('[0 1 2]')
    expect(seen(fetch(cluster, 0, fetchOf(2), 1))).toBe('[2]')
  })

  it('is in range at the log end, where there is nothing yet, and out of range beyond it', () => {
    const { cluster, ports, log } = fixture()
    appendRecord(cluster, ports, log)
    expect(seen(fetch(cluster, 0, fetchOf(1), 1))).toBe('held')
    expect(seen(fetch(cluster, 0, fetchOf(2), 2))).toBe('OFFSET_OUT_OF_RANGE')
  })

  it('is in range between high watermark and log end, where nothing may be read', () => {
    const { cluster, ports, log, told } = fixture()
    appendRecord(cluster, ports, log)
    appendRecord(cluster, ports, log, { replicated: false })
    appendRecord(cluster, ports, log, { replicated: false })
    expect([log.highWatermark, log.logEnd]).toEqual([1, 3])
    expect(seen(fetch(cluster, 0, fetchOf(0), 1))).toBe('[0]')
    expect(seen(fetch(cluster, 0, fetchOf(2), 2))).toBe('held')
    expect(seen(fetch(cluster, 0, fetchOf(3), 3))).toBe('held')
    replicate(cluster, ports, log)
    expect(told.responses.map(({ ticket, response }) => [ticket, seen(response)])).toEqual([
      [2, '[2]'],
    ])
    expect(heldFetches(cluster).map((held) => held.ticket)).toEqual([3])
  })

  it('is in range at the log start and out of range just below it', () => {
    const { cluster, ports, log } = fixture()
    for (let i = 0; i < 3; i++) appendRecord(cluster, ports, log)
    deleteBelow(cluster, ports, log, 2)
    expect(seen(fetch(cluster, 0, fetchOf(2), 1))).toBe('[2]')
    expect(seen(fetch(cluster, 0, fetchOf(1), 1))).toBe('OFFSET_OUT_OF_RANGE')
  })
})

describe('the leader of a fetch', () => {
  it('answers; another broker does not', () => {
    const { cluster, ports, log } = fixture()
    appendRecord(cluster, ports, log)
    expect(seen(fetch(cluster, 1, fetchOf(0), 1))).toBe('NOT_LEADER_OR_FOLLOWER')
  })

  it('compares the epoch, if one is given, before all else', () => {
    const { cluster, ports, log } = fixture()
    appendRecord(cluster, ports, log)
    moveLeader(cluster, ports, log, 1)
    expect(seen(fetch(cluster, 1, fetchOf(9, 0), 1))).toBe('FENCED_LEADER_EPOCH')
    expect(seen(fetch(cluster, 0, fetchOf(0, 0), 1))).toBe('FENCED_LEADER_EPOCH')
    expect(seen(fetch(cluster, 1, fetchOf(0, 2), 1))).toBe('UNKNOWN_LEADER_EPOCH')
    expect(seen(fetch(cluster, 1, fetchOf(0, 1), 1))).toBe('[0]')
    expect(seen(fetch(cluster, 0, fetchOf(0, 1), 1))).toBe('NOT_LEADER_OR_FOLLOWER')
  })

  it('does not know a partition that is not there yet', () => {
    const { cluster } = fixture({ partitions: 1 })
    const entry = { topic: 'orders', partition: 1, offset: 0, currentLeaderEpoch: -1 }
    const later = { ...fetchOf(0), partitions: [entry] }
    expect(seen(fetch(cluster, 1, later, 1))).toBe('UNKNOWN_TOPIC_OR_PARTITION')
    addPartition(cluster, 'orders')
    expect(seen(fetch(cluster, 1, later, 2))).toBe('held')
  })
})

describe('a held fetch', () => {
  it('is answered once, by the first record, with every partition of the request', () => {
    const { cluster, ports, log, told } = fixture({ brokers: 1 })
    const both = fetchOf(0)
    const second = { topic: 'orders', partition: 1, offset: 0, currentLeaderEpoch: -1 }
    expect(fetch(cluster, 0, { ...both, partitions: [...both.partitions, second] }, 5)).toBeNull()
    appendRecord(cluster, ports, log)
    appendRecord(cluster, ports, log)
    expect(told.responses).toHaveLength(1)
    const { partitions } = defined(told.responses[0], 'one').response as ResponseOf<'Fetch'>
    expect(partitions).toMatchObject([
      { partition: 0, fetchOffset: 0, highWatermark: 1, lastStableOffset: 1, logStart: 0 },
      { partition: 1, error: 'NONE', records: [], highWatermark: 0 },
    ])
    expect(partitions[0]?.records).toEqual([
      {
        offset: 0,
        type: 'data',
        key: 'orders-0-0',
        leaderEpoch: 0,
        payload: null,
        producerId: -1,
        producerEpoch: -1,
        timestamp: epochMs + 7,
        transactional: false,
        marker: 'none',
      },
    ])
    expect(heldFetches(cluster)).toEqual([])
  })

  it('sleeps through what happens in partitions that it does not ask for', () => {
    const { cluster, ports, told } = fixture({ brokers: 1 })
    fetch(cluster, 0, fetchOf(0), 5)
    appendRecord(cluster, ports, cluster.partitions[1] as PartitionLog)
    expect(told.responses).toEqual([])
  })

  it('is answered empty when its wait is over, and only then', () => {
    const { cluster, ports, told } = fixture()
    fetch(cluster, 0, fetchOf(0), 5)
    fetch(cluster, 0, fetchOf(0), 6)
    endFetchWait(cluster, ports, 6)
    expect(told.responses.map(({ ticket, response }) => [ticket, seen(response)])).toEqual([
      [6, '[]'],
    ])
    expect(() => endFetchWait(cluster, ports, 6)).toThrow('no fetch with ticket 6 is held')
    expect(heldFetches(cluster).map((held) => held.ticket)).toEqual([5])
  })

  it('is forgotten with its connection', () => {
    const { cluster, ports, log, told } = fixture()
    fetch(cluster, 0, fetchOf(0), 5)
    dropFetch(cluster, 4)
    dropFetch(cluster, 5)
    appendRecord(cluster, ports, log)
    expect(told.responses).toEqual([])
  })

  it('is told of a change of leader at once, in the error of its own view', () => {
    const { cluster, ports, log, told } = fixture()
    fetch(cluster, 0, fetchOf(0), 5)
    fetch(cluster, 0, fetchOf(0, 0), 6)
    moveLeader(cluster, ports, log, 2)
    expect(told.responses.map(({ ticket, response }) => [ticket, seen(response)])).toEqual([
      [5, 'NOT_LEADER_OR_FOLLOWER'],
      [6, 'FENCED_LEADER_EPOCH'],
    ])
  })

  it('does not exist for a request without partitions', () => {
    const { cluster } = fixture()
    expect(fetch(cluster, 0, { ...fetchOf(0), partitions: [] }, 5)).toEqual({
      api: 'Fetch',
      error: 'NONE',
      partitions: [],
    })
  })
})
