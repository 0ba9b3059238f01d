import { describe, expect, it } from 'vitest'
import { addPartition } from '../../../src/model/cluster/add-partition.ts'
import { committedOffset } from '../../../src/model/cluster/offsets-topic.ts'
import { groupId } from '../../../src/model/scenario.ts'
import { fixture } from './fixture.ts'

describe('a cluster', () => {
  it('leads its partitions in turn, with a replica on every broker', () => {
    const { cluster } = fixture({ partitions: 4, brokers: 3 })
    expect(cluster.partitions.map((log) => log.leader)).toEqual([0, 1, 2, 0])
    expect(cluster.partitions[1]?.replicas).toEqual([1, 2, 0])
  })

  it('remembers that the group has run before, unless it is new', () => {
    const old = fixture({ newGroup: false }).cluster
    const fresh = fixture({ newGroup: true }).cluster
    expect([0, 1].map((p) => committedOffset(old, groupId, 'orders', p))).toEqual([0, 0])
    expect([0, 1].map((p) => committedOffset(fresh, groupId, 'orders', p))).toEqual([null, null])
  })

  it('is plain data', () => {
    const { cluster } = fixture()
    expect(JSON.parse(JSON.stringify(cluster))).toEqual(cluster)
  })

  it('gets another partition, which no group has committed', () => {
    const { cluster } = fixture({ partitions: 2, brokers: 3 })
    const added = addPartition(cluster, 'orders')
    expect(added).toMatchObject({ topic: 'orders', partition: 2, leader: 2, logEnd: 0 })
    expect(cluster.partitions).toHaveLength(3)
    expect(cluster.metadataVersion).toBe(1)
    expect(committedOffset(cluster, groupId, 'orders', 2)).toBeNull()
    expect(addPartition(cluster, 'other').partition).toBe(0)
  })
})
