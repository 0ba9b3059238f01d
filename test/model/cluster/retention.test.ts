import { describe, expect, it } from 'vitest'
import { appendGap, appendRecord, beginUpstream } from '../../../src/model/cluster/append.ts'
import { fetch } from '../../../src/model/cluster/fetch.ts'
import { moveLeader } from '../../../src/model/cluster/leaders.ts'
import { deleteBelow } from '../../../src/model/cluster/retention.ts'
import { fetchOf, fixture, seen } from './fixture.ts'

describe('retention', () => {
  it('moves the log start up and says so', () => {
    const { cluster, ports, log, told } = fixture()
    for (let i = 0; i < 3; i++) appendRecord(cluster, ports, log)
    told.events.length = 0
    deleteBelow(cluster, ports, log, 2)
    expect(log.logStart).toBe(2)
    expect(log.records.slice().map((record) => record.offset)).toEqual([2])
    expect(told.events).toEqual([
      { kind: 'deleted-below', time: 7, topic: 'orders', partition: 0, offset: 2 },
    ])
  })

  it('does nothing where nothing is old', () => {
    const { cluster, ports, log, told } = fixture()
    appendRecord(cluster, ports, log)
    deleteBelow(cluster, ports, log, 1)
    told.events.length = 0
    deleteBelow(cluster, ports, log, 1)
    deleteBelow(cluster, ports, log, 0)
    expect(told.events).toEqual([])
  })

  it('stops at the high watermark', () => {
    const { cluster, ports, log } = fixture()
    appendRecord(cluster, ports, log, { replicated: false })
    expect(() => deleteBelow(cluster, ports, log, 1)).toThrow('stops at the high watermark')
  })

  it('may end within a gap, from where the next record is found', () => {
    const { cluster, ports, log } = fixture()
    appendRecord(cluster, ports, log)
    appendGap(log, 3)
    appendRecord(cluster, ports, log)
    deleteBelow(cluster, ports, log, 2)
    expect(seen(fetch(cluster, 0, fetchOf(1), 1))).toBe('OFFSET_OUT_OF_RANGE')
    expect(seen(fetch(cluster, 0, fetchOf(2), 1))).toBe('[4]')
  })

  it('cuts the epochs to what is left', () => {
    const { cluster, ports, log } = fixture()
    appendRecord(cluster, ports, log)
    moveLeader(cluster, ports, log, 1)
    appendRecord(cluster, ports, log)
    appendRecord(cluster, ports, log)
    deleteBelow(cluster, ports, log, 2)
    expect(log.epochs).toEqual([{ epoch: 1, startOffset: 2 }])
  })

  it('takes the last stable offset along, and wakes who waited there', () => {
    const { cluster, ports, log, told } = fixture()
    beginUpstream(cluster, ports, log, false)
    appendRecord(cluster, ports, log)
    expect(seen(fetch(cluster, 0, fetchOf(0, -1, 'read_committed'), 5))).toBe('held')
    deleteBelow(cluster, ports, log, 2)
    expect(log.lastStableOffset).toBe(2)
    expect(told.responses.map(({ ticket, response }) => [ticket, seen(response)])).toEqual([
      [5, 'OFFSET_OUT_OF_RANGE'],
    ])
  })
})
