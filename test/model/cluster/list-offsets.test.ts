import { describe, expect, it } from 'vitest'
import {
  appendRecord,
  beginUpstream,
  replicate,
  writeRecord,
} from '../../../src/model/cluster/append.ts'
import type { Cluster } from '../../../src/model/cluster/cluster.ts'
import { deleteRecordsRule } from '../../../src/model/cluster/delete-records.ts'
import { moveLeader } from '../../../src/model/cluster/leaders.ts'
import { listOffsets } from '../../../src/model/cluster/list-offsets.ts'
import { deleteBelow } from '../../../src/model/cluster/retention.ts'
import type { ListOffsetsEntry } from '../../../src/model/network/client-requests.ts'
import type { RequestOf } from '../../../src/model/network/requests.ts'
import { fixture } from './fixture.ts'

type Asked = ListOffsetsEntry & Pick<RequestOf<'ListOffsets'>, 'isolation'>

function ask(cluster: Cluster, broker: number, changes: Partial<Asked> = {}) {
  const { isolation = 'read_uncommitted', ...rest } = changes
  const entry = { topic: 'orders', partition: 0, at: 'latest', leaderEpoch: -1, ...rest } as const
  const request = { api: 'ListOffsets', isolation, partitions: [entry] } as const
  const [found] = listOffsets(cluster, broker, request).partitions
  return found?.error === 'NONE' ? [found.offset, found.leaderEpoch] : found?.error
}

describe('ListOffsets by time', () => {
  const at = (time: number, changes: Partial<Asked> = {}) => ({
    partition: 0,
    at: time,
    ...changes,
  })

  function writes(...times: readonly number[]) {
    const made = fixture()
    for (const timestamp of times) {
      const payload = { key: null, value: null, headers: [], timestamp }
      const writer = { producerId: -1, producerEpoch: -1, transactional: false }
      writeRecord(made.log, 'data', writer, payload, 'none')
    }
    replicate(made.cluster, made.ports, made.log)
    return made
  }

  it('finds the first record that is not older, whatever comes after it', () => {
    const { cluster } = writes(10, 30, 20)
    for (const [time, offset] of [
      [0, 0],
      [10, 0],
      [11, 1],
      [20, 1],
      [30, 1],
    ] as const) {
      expect(ask(cluster, 0, at(time))).toEqual([offset, 0])
    }
    expect(ask(cluster, 0, at(31))).toEqual([-1, -1])
  })

  it('tells the time of what it finds', () => {
    const { cluster } = writes(10, 30)
    const entry = { topic: 'orders', partition: 0, at: 11, leaderEpoch: -1 }
    const request = {
      api: 'ListOffsets',
      isolation: 'read_committed',
      partitions: [entry],
    } as const
    expect(listOffsets(cluster, 0, request).partitions[0]).toMatchObject({ timestamp: 30 })
  })

  it('sees nothing that was deleted, or that may not be read yet', () => {
    const { cluster, ports, log } = writes(10, 20, 30)
    deleteBelow(cluster, ports, log, 1)
    expect(ask(cluster, 0, at(0))).toEqual([1, 0])
    log.lastStableOffset = 2
    expect(ask(cluster, 0, at(25))).toEqual([2, 0])
    expect(ask(cluster, 0, at(25, { isolation: 'read_committed' }))).toEqual([-1, -1])
  })

  it('finds the first of the youngest records, hidden or not, if it may be read', () => {
    const { cluster, ports, log } = writes(10, 30, 20, 30, 40)
    log.highWatermark = 4
    const youngest = (changes: Partial<Asked> = {}) =>
      ask(cluster, 0, { at: 'max-timestamp', ...changes })
    expect(youngest()).toEqual([-1, -1])
    log.highWatermark = 5
    expect(youngest()).toEqual([4, 0])
    log.records.splice(log.records.length - 1, 1)
    expect(youngest()).toEqual([1, 0])
    const partitions = [{ topic: 'orders', partition: 0, offset: 2 }]
    deleteRecordsRule.handle(cluster, ports, 0, { api: 'DeleteRecords', partitions }, 1)
    expect([youngest(), ask(cluster, 0, { at: 30 })]).toEqual([
      [1, 0],
      [3, 0],
    ])
    expect(ask(fixture().cluster, 0, { at: 'max-timestamp' })).toEqual([-1, -1])
  })

  it('has nothing to say where there is no latest offset', () => {
    const { cluster, ports, log } = writes(10, 20, 30)
    moveLeader(cluster, ports, log, 1, 2)
    expect(ask(cluster, 1, at(10))).toEqual([0, 0])
    expect(ask(cluster, 1, at(40))).toBe('OFFSET_NOT_AVAILABLE')
  })
})

describe('ListOffsets', () => {
  it('answers the log start and the high watermark, not the log end', () => {
    const { cluster, ports, log } = fixture()
    for (let i = 0; i < 3; i++) appendRecord(cluster, ports, log)
    appendRecord(cluster, ports, log, { replicated: false })
    deleteBelow(cluster, ports, log, 1)
    expect(ask(cluster, 0, { at: 'earliest' })).toEqual([1, 0])
    expect(ask(cluster, 0)).toEqual([3, 0])
  })

  it('answers the last stable offset to readers of committed records', () => {
    const { cluster, ports, log } = fixture()
    appendRecord(cluster, ports, log)
    beginUpstream(cluster, ports, log, false)
    expect(ask(cluster, 0, { isolation: 'read_committed' })).toEqual([1, 0])
    expect(ask(cluster, 0)).toEqual([2, 0])
  })

  it('has no latest offset while the high watermark is below the start of the epoch', () => {
    const { cluster, ports, log } = fixture()
    for (let i = 0; i < 3; i++) appendRecord(cluster, ports, log)
    moveLeader(cluster, ports, log, 1, 2)
    expect(ask(cluster, 1)).toBe('OFFSET_NOT_AVAILABLE')
    expect(ask(cluster, 1, { at: 'earliest' })).toEqual([0, 0])
    replicate(cluster, ports, log)
    expect(ask(cluster, 1)).toEqual([3, 1])
  })

  it('has one again as soon as the high watermark is exactly there', () => {
    const { cluster, ports, log } = fixture()
    appendRecord(cluster, ports, log)
    moveLeader(cluster, ports, log, 1)
    appendRecord(cluster, ports, log, { replicated: false })
    expect([log.highWatermark, log.logEnd]).toEqual([1, 2])
    expect(ask(cluster, 1)).toEqual([1, 1])
  })

  it('is for the leader and its epoch', () => {
    const { cluster, ports, log } = fixture()
    moveLeader(cluster, ports, log, 1)
    expect(ask(cluster, 0)).toBe('NOT_LEADER_OR_FOLLOWER')
    expect(ask(cluster, 1, { leaderEpoch: 0 })).toBe('FENCED_LEADER_EPOCH')
    expect(ask(cluster, 1, { leaderEpoch: 2 })).toBe('UNKNOWN_LEADER_EPOCH')
    expect(ask(cluster, 1, { partition: 9 })).toBe('UNKNOWN_TOPIC_OR_PARTITION')
  })
})
