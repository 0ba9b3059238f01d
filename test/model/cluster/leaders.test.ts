import { describe, expect, it } from 'vitest'
import { appendRecord, replicate } from '../../../src/model/cluster/append.ts'
import { fetch } from '../../../src/model/cluster/fetch.ts'
import { moveLeader, uncleanElection } from '../../../src/model/cluster/leaders.ts'
import { metadata } from '../../../src/model/cluster/metadata.ts'
import { fetchOf, fixture, seen } from './fixture.ts'

describe('a clean election', () => {
  it('loses nothing and begins an epoch', () => {
    const { cluster, ports, log, told } = fixture()
    for (let i = 0; i < 3; i++) appendRecord(cluster, ports, log)
    told.events.length = 0
    moveLeader(cluster, ports, log, 1)
    expect([log.leader, log.leaderEpoch, log.highWatermark, log.logEnd]).toEqual([1, 1, 3, 3])
    expect(log.epochs).toEqual([
      { epoch: 0, startOffset: 0 },
      { epoch: 1, startOffset: 3 },
    ])
    expect(cluster.metadataVersion).toBe(1)
    expect(told.events).toEqual([])
    expect(metadata(cluster).partitions[0]).toEqual({
      topic: 'orders',
      partition: 0,
      leader: 1,
      leaderEpoch: 1,
    })
  })

  it('leaves no trace of an epoch that wrote nothing', () => {
    const { cluster, ports, log } = fixture()
    appendRecord(cluster, ports, log)
    moveLeader(cluster, ports, log, 1)
    moveLeader(cluster, ports, log, 2)
    expect(log.epochs).toEqual([
      { epoch: 0, startOffset: 0 },
      { epoch: 2, startOffset: 1 },
    ])
  })

  it('may start from an older high watermark, which hides records until it is replicated', () => {
    const { cluster, ports, log } = fixture()
    for (let i = 0; i < 3; i++) appendRecord(cluster, ports, log)
    moveLeader(cluster, ports, log, 1, 2)
    expect(seen(fetch(cluster, 1, fetchOf(0), 1))).toBe('[0 1]')
    expect(seen(fetch(cluster, 1, fetchOf(3), 2))).toBe('held')
    expect(log.lastStableOffset).toBe(2)
    replicate(cluster, ports, log)
    expect(seen(fetch(cluster, 1, fetchOf(0), 1))).toBe('[0 1 2]')
  })

  it('wants an in-sync replica', () => {
    const { cluster, ports, log } = fixture()
    expect(() => moveLeader(cluster, ports, log, 3)).toThrow('not an in-sync replica')
  })
})

describe('an unclean election', () => {
  it('cuts the log back, below what consumers may have read', () => {
    const { cluster, ports, log, told } = fixture()
    for (let i = 0; i < 4; i++) appendRecord(cluster, ports, log)
    told.events.length = 0
    uncleanElection(cluster, ports, log, 1)
    expect([log.leader, log.leaderEpoch]).toEqual([1, 1])
    expect([log.highWatermark, log.lastStableOffset, log.logEnd]).toEqual([1, 1, 1])
    expect(told.events).toEqual([
      { kind: 'truncated-to', time: 7, topic: 'orders', partition: 0, offset: 1 },
    ])
    // A position beyond the new end is out of range ...
    expect(seen(fetch(cluster, 1, fetchOf(3), 1))).toBe('OFFSET_OUT_OF_RANGE')
    // ... until new records are written, and then those between are skipped in silence.
    for (let i = 0; i < 3; i++) appendRecord(cluster, ports, log)
    expect(seen(fetch(cluster, 1, fetchOf(3), 1))).toBe('[3]')
    // A client that tells its epoch is stopped first.
    expect(seen(fetch(cluster, 1, fetchOf(3, 0), 1))).toBe('FENCED_LEADER_EPOCH')
  })

  it('makes what the new leader has readable, replicated before or not', () => {
    const { cluster, ports, log } = fixture()
    for (let i = 0; i < 3; i++) appendRecord(cluster, ports, log, { replicated: false })
    uncleanElection(cluster, ports, log, 2)
    expect([log.highWatermark, log.logEnd]).toEqual([2, 2])
  })

  it('truncates nothing if the new leader has it all', () => {
    const { cluster, ports, log, told } = fixture()
    appendRecord(cluster, ports, log)
    told.events.length = 0
    uncleanElection(cluster, ports, log, 1)
    expect(told.events).toEqual([])
    expect([log.leaderEpoch, log.logEnd]).toEqual([1, 1])
  })

  it('forgets the epochs that began in what was cut off', () => {
    const { cluster, ports, log } = fixture()
    appendRecord(cluster, ports, log)
    moveLeader(cluster, ports, log, 1)
    appendRecord(cluster, ports, log)
    moveLeader(cluster, ports, log, 2)
    appendRecord(cluster, ports, log)
    uncleanElection(cluster, ports, log, 1)
    expect(log.epochs).toEqual([
      { epoch: 0, startOffset: 0 },
      { epoch: 3, startOffset: 1 },
    ])
  })

  it('cannot cut outside the log', () => {
    const { cluster, ports, log } = fixture()
    expect(() => uncleanElection(cluster, ports, log, 1)).toThrow('the cut lies within the log')
  })

  it('restarts the only broker as the leader', () => {
    const { cluster, ports, log } = fixture({ brokers: 1 })
    appendRecord(cluster, ports, log)
    uncleanElection(cluster, ports, log, 0)
    expect([log.leader, log.leaderEpoch, log.logEnd]).toEqual([0, 1, 0])
  })
})
