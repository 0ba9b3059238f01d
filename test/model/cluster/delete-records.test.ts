import { describe, expect, it } from 'vitest'
import { appendRecord, beginUpstream, endUpstream } from '../../../src/model/cluster/append.ts'
import type { Cluster, Ports } from '../../../src/model/cluster/cluster.ts'
import { deleteRecordsRule } from '../../../src/model/cluster/delete-records.ts'
import { moveLeader } from '../../../src/model/cluster/leaders.ts'
import { fixture } from './fixture.ts'

/** The log start, or the error. */
function below(cluster: Cluster, ports: Ports, offset: number, partition = 0, broker = 0) {
  const partitions = [{ topic: 'orders', partition, offset }]
  const request = { api: 'DeleteRecords', partitions } as const
  const [one] = deleteRecordsRule.handle(cluster, ports, broker, request, 1)?.partitions ?? []
  return one?.error === 'NONE' ? one.logStart : [one?.error, one?.logStart]
}

function withRecords(count: number) {
  const made = fixture()
  for (let i = 0; i < count; i++) appendRecord(made.cluster, made.ports, made.log)
  made.told.events.length = 0
  return made
}

describe('DeleteRecords', () => {
  it('moves the log start up, never down, and says where it is', () => {
    const { cluster, ports, log, told } = withRecords(4)
    expect(below(cluster, ports, 3)).toBe(3)
    expect(below(cluster, ports, 1)).toBe(3)
    expect(below(cluster, ports, 3)).toBe(3)
    expect(log.records.slice().map(({ offset }) => offset)).toEqual([3])
    expect(told.events).toEqual([
      { kind: 'deleted-below', time: 7, topic: 'orders', partition: 0, offset: 3 },
    ])
  })

  it('takes all that is replicated, and no more', () => {
    const { cluster, ports, log } = withRecords(2)
    appendRecord(cluster, ports, log, { replicated: false })
    expect(below(cluster, ports, 3)).toEqual(['OFFSET_OUT_OF_RANGE', -1])
    expect(below(cluster, ports, -2)).toEqual(['OFFSET_OUT_OF_RANGE', -1])
    expect(below(cluster, ports, -1)).toBe(2)
    expect(log.records.slice().map(({ offset }) => offset)).toEqual([2])
  })

  it('leaves a transaction open whose records go', () => {
    const { cluster, ports, log } = withRecords(0)
    const open = beginUpstream(cluster, ports, log, false)
    appendRecord(cluster, ports, log)
    expect(below(cluster, ports, 1)).toBe(1)
    expect(log.lastStableOffset).toBe(1)
    endUpstream(cluster, ports, log, open)
    expect(log.lastStableOffset).toBe(3)
  })

  it('is for the leader', () => {
    const { cluster, ports, log } = withRecords(1)
    expect(below(cluster, ports, 0, 9)).toEqual(['UNKNOWN_TOPIC_OR_PARTITION', -1])
    moveLeader(cluster, ports, log, 1)
    expect(below(cluster, ports, 0)).toEqual(['NOT_LEADER_OR_FOLLOWER', -1])
  })
})
