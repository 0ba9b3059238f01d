import { describe, expect, it } from 'vitest'
import {
  appendAborted,
  appendControl,
  appendGap,
  appendRecord,
  beginUpstream,
  endUpstream,
} from '../../../src/model/cluster/append.ts'
import { fetch } from '../../../src/model/cluster/fetch.ts'
import { uncleanElection } from '../../../src/model/cluster/leaders.ts'
import { epochMs } from '../../../src/model/network/records.ts'
import { fetchOf, fixture, seen } from './fixture.ts'

/** What a record of a producer upstream lacks. */
const plain = {
  payload: null,
  producerId: -1,
  producerEpoch: -1,
  timestamp: epochMs + 7,
  transactional: false,
  marker: 'none',
}

describe('a record', () => {
  it('takes the next offset, is replicated, and is told to the history', () => {
    const { cluster, ports, log, told } = fixture()
    expect([appendRecord(cluster, ports, log), appendRecord(cluster, ports, log)]).toEqual([0, 1])
    expect([log.highWatermark, log.lastStableOffset, log.logEnd]).toEqual([2, 2, 2])
    expect(log.records.slice().map((record) => record.key)).toEqual(['orders-0-0', 'orders-0-1'])
    expect(told.events).toEqual([
      { kind: 'produced', time: 7, topic: 'orders', partition: 0, offset: 0, aborted: false },
      { kind: 'produced', time: 7, topic: 'orders', partition: 0, offset: 1, aborted: false },
    ])
  })

  it('keeps its key to itself even when an offset is given out again', () => {
    const { cluster, ports, log } = fixture()
    appendRecord(cluster, ports, log)
    uncleanElection(cluster, ports, log, 0)
    appendRecord(cluster, ports, log)
    expect(log.records).toEqual([
      { ...plain, offset: 0, type: 'data', key: 'orders-0-1', leaderEpoch: 1 },
    ])
  })
})

describe('a gap', () => {
  it('opens before the next record and not at the end of the log', () => {
    const { cluster, ports, log } = fixture()
    appendRecord(cluster, ports, log)
    appendGap(log, 3)
    expect([log.highWatermark, log.logEnd]).toEqual([1, 1])
    expect(seen(fetch(cluster, 0, fetchOf(1), 1))).toBe('held')
    expect(appendRecord(cluster, ports, log)).toBe(4)
    expect(log.logEnd).toBe(5)
    expect(appendRecord(cluster, ports, log)).toBe(5)
  })

  it('is jumped over by a fetch from within it', () => {
    const { cluster, ports, log } = fixture()
    appendGap(log, 3)
    appendRecord(cluster, ports, log)
    expect(seen(fetch(cluster, 0, fetchOf(0), 1))).toBe('[3]')
    expect(seen(fetch(cluster, 0, fetchOf(2), 1))).toBe('[3]')
  })
})

describe('a transaction upstream', () => {
  it('that is aborted leaves a record marked so, and a marker', () => {
    const { cluster, ports, log, told } = fixture()
    expect(appendAborted(cluster, ports, log)).toBe(0)
    expect(log.records.slice().map((record) => record.type)).toEqual(['aborted', 'control'])
    expect(log.records.slice().map((record) => record.marker)).toEqual(['none', 'abort'])
    expect(log.records.slice().every((record) => record.transactional)).toBe(true)
    expect(told.events).toMatchObject([{ kind: 'produced', offset: 0, aborted: true }])
    expect([log.lastStableOffset, log.highWatermark]).toEqual([2, 2])
  })

  it('holds the last stable offset back until it ends', () => {
    const { cluster, ports, log, told } = fixture()
    appendRecord(cluster, ports, log)
    const open = beginUpstream(cluster, ports, log, false)
    appendRecord(cluster, ports, log)
    expect([log.lastStableOffset, log.highWatermark]).toEqual([1, 3])
    expect(seen(fetch(cluster, 0, fetchOf(0, -1, 'read_committed'), 1))).toBe('[0]')
    expect(seen(fetch(cluster, 0, fetchOf(0), 1))).toBe('[0 1 2]')
    expect(seen(fetch(cluster, 0, fetchOf(1, -1, 'read_committed'), 9))).toBe('held')
    endUpstream(cluster, ports, log, open)
    expect(told.responses.map(({ ticket, response }) => [ticket, seen(response)])).toEqual([
      [9, '[1 2 3]'],
    ])
    expect([log.lastStableOffset, log.highWatermark]).toEqual([4, 4])
  })

  it('is held back by the oldest one that is open', () => {
    const { cluster, ports, log } = fixture()
    const first = beginUpstream(cluster, ports, log, false)
    const second = beginUpstream(cluster, ports, log, true)
    appendRecord(cluster, ports, log, { upstream: second })
    expect(log.records.slice().map((record) => record.type)).toEqual(['data', 'aborted', 'aborted'])
    endUpstream(cluster, ports, log, second)
    expect(log.lastStableOffset).toBe(0)
    endUpstream(cluster, ports, log, first)
    expect(log.lastStableOffset).toBe(log.logEnd)
  })

  it('is named by its first offset also after a gap, and a wrong name is a bug', () => {
    const { cluster, ports, log } = fixture()
    appendGap(log, 2)
    expect(beginUpstream(cluster, ports, log, false)).toBe(2)
    expect(() => appendRecord(cluster, ports, log, { upstream: 1 })).toThrow(
      'no open transaction upstream began at 1',
    )
  })

  it('that an unclean election cut away holds nothing back', () => {
    const { cluster, ports, log } = fixture()
    appendRecord(cluster, ports, log)
    const open = beginUpstream(cluster, ports, log, false)
    uncleanElection(cluster, ports, log, 1)
    appendRecord(cluster, ports, log)
    expect(log.lastStableOffset).toBe(2)
    endUpstream(cluster, ports, log, open)
    expect(log.records.slice().map((record) => record.type)).toEqual(['data', 'data', 'control'])
  })

  it('that committed leaves its marker as an offset without a record for anybody', () => {
    const { cluster, ports, log, told } = fixture()
    appendRecord(cluster, ports, log)
    appendControl(cluster, ports, log)
    expect(log.records.at(1)).toEqual({
      ...plain,
      offset: 1,
      type: 'control',
      key: '',
      leaderEpoch: 0,
      transactional: true,
      marker: 'commit',
    })
    expect(told.events).toHaveLength(1)
  })
})
