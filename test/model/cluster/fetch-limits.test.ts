/** A fetch of a client is cut at its limits in bytes, and brings something all the same. */
import { expect, test } from 'vitest'
import { appendRecord } from '../../../src/model/cluster/append.ts'
import { fetch } from '../../../src/model/cluster/fetch.ts'
import type { PartitionLog } from '../../../src/model/cluster/partition-log.ts'
import type { ResponseOf } from '../../../src/model/network/requests.ts'
import { fixture } from './fixture.ts'

/** How many of ten records in each of two partitions are read: each is counted as 70 bytes. */
function readOf(ofPartition: number, ofAnswer: number): readonly number[] {
  const { cluster, ports } = fixture({ brokers: 1, partitions: 2 })
  for (let i = 0; i < 20; i++) {
    appendRecord(cluster, ports, cluster.partitions[i % 2] as PartitionLog)
  }
  const partitions = [0, 1].map((partition) => {
    const place = { topic: 'orders', partition, offset: 0, currentLeaderEpoch: -1 }
    return { ...place, maxBytes: ofPartition }
  })
  const asked = { isolation: 'read_uncommitted', partitions, maxBytes: ofAnswer } as const
  const answer = fetch(cluster, 0, { api: 'Fetch', ...asked }, 1) as ResponseOf<'Fetch'>
  return answer.partitions.map(({ records }) => records.length)
}

test.each([
  [10_000, 10_000, [10, 10]],
  [210, 10_000, [3, 3]],
  [10_000, 840, [10, 2]],
  [350, 420, [5, 1]],
  [10_000, 300, [4, 0]],
  [1, 1, [1, 0]],
  [-1, -1, [1, 0]],
])('%i bytes of a partition, %i of an answer: %j records', (ofPartition, ofAnswer, read) => {
  expect(readOf(ofPartition, ofAnswer)).toEqual(read)
})
