/** Committed offsets and the ends of logs, against kafkajs' own protocol code. */
import { expect, test } from 'vitest'
import { errorNumber } from '../../../src/wire/error-codes.ts'
import { received, understood } from '../kafkajs-protocol.ts'

const anyEpoch = { committedLeaderEpoch: -1 }
const large = Number.MAX_SAFE_INTEGER

test('OffsetCommit: the request', async () => {
  const args = {
    ...{ groupId: 'billing', groupGenerationId: 4, memberId: 'm-1' },
    topics: [
      {
        topic: 'orders',
        partitions: [
          { partition: 0, offset: '12' },
          { partition: 1, offset: String(large), metadata: 'up to here' },
          { partition: 2, offset: '-1', metadata: '' },
        ],
      },
    ],
  }
  expect(await received('OffsetCommit', args)).toEqual({
    ...{ api: 'OffsetCommit', groupId: 'billing', generationId: 4, memberId: 'm-1' },
    groupInstanceId: null,
    topics: [
      {
        name: 'orders',
        partitions: [
          { partitionIndex: 0, committedOffset: 12, ...anyEpoch, committedMetadata: null },
          {
            partitionIndex: 1,
            committedOffset: large,
            ...anyEpoch,
            committedMetadata: 'up to here',
          },
          { partitionIndex: 2, committedOffset: -1, ...anyEpoch, committedMetadata: '' },
        ],
      },
    ],
  })
})

test('OffsetCommit: the response', async () => {
  const response = (errorCode: number) => ({
    api: 'OffsetCommit' as const,
    topics: [
      {
        name: 'orders',
        partitions: [
          { partitionIndex: 0, errorCode: 0 },
          { partitionIndex: 1, errorCode },
        ],
      },
    ],
  })
  expect(await understood(response(0))).toMatchObject({
    responses: [
      {
        topic: 'orders',
        partitions: [
          { partition: 0, errorCode: 0 },
          { partition: 1, errorCode: 0 },
        ],
      },
    ],
  })
  const refused = understood(response(errorNumber('UNKNOWN_MEMBER_ID')))
  await expect(refused).rejects.toMatchObject({ type: 'UNKNOWN_MEMBER_ID' })
})

test('OffsetFetch: some partitions, and all', async () => {
  const topics = [{ topic: 'orders', partitions: [{ partition: 0 }, { partition: 4 }] }]
  expect(await received('OffsetFetch', { groupId: 'billing', topics })).toEqual({
    ...{ api: 'OffsetFetch', requireStable: false },
    groups: [{ groupId: 'billing', topics: [{ name: 'orders', partitionIndexes: [0, 4] }] }],
  })
  expect(await received('OffsetFetch', { groupId: 'billing', topics: [] })).toEqual({
    ...{ api: 'OffsetFetch', requireStable: false },
    groups: [{ groupId: 'billing', topics: null }],
  })
})

test('OffsetFetch: the response', async () => {
  const fine = { committedLeaderEpoch: -1, errorCode: 0 }
  const partitions = [
    { partitionIndex: 0, committedOffset: 12, metadata: 'note', ...fine },
    { partitionIndex: 1, committedOffset: -1, metadata: null, ...fine },
    { partitionIndex: 2, committedOffset: large, metadata: '', ...fine },
  ]
  const group = { groupId: 'billing', errorCode: 0, topics: [{ name: 'orders', partitions }] }
  const response = { api: 'OffsetFetch' as const, groups: [group] }
  expect(await understood(response)).toMatchObject({
    responses: [
      {
        topic: 'orders',
        partitions: [
          { partition: 0, offset: '12', metadata: 'note', errorCode: 0 },
          { partition: 1, offset: '-1', metadata: null, errorCode: 0 },
          { partition: 2, offset: String(large), metadata: '', errorCode: 0 },
        ],
      },
    ],
  })
  const errorCode = errorNumber('NOT_COORDINATOR')
  await expect(
    understood({ ...response, groups: [{ ...group, topics: [], errorCode }] }),
  ).rejects.toMatchObject({
    type: 'NOT_COORDINATOR_FOR_GROUP',
  })
})

test('ListOffsets', async () => {
  const partitions = [{ partition: 0, timestamp: -2 }, { partition: 1 }]
  const topics = [{ topic: 'orders', partitions }]
  expect(await received('ListOffsets', { topics, isolationLevel: 0 })).toEqual({
    ...{ api: 'ListOffsets', replicaId: -1, isolationLevel: 0 },
    topics: [
      {
        name: 'orders',
        partitions: [
          { partitionIndex: 0, currentLeaderEpoch: -1, timestamp: -2 },
          { partitionIndex: 1, currentLeaderEpoch: -1, timestamp: -1 },
        ],
      },
    ],
  })
  const listed = { partitionIndex: 0, errorCode: 0, timestamp: -1, offset: 4_294_967_296 }
  const response = {
    api: 'ListOffsets' as const,
    topics: [{ name: 'orders', partitions: [listed] }],
  }
  expect(await understood(response)).toMatchObject({
    responses: [
      {
        topic: 'orders',
        partitions: [{ partition: 0, errorCode: 0, timestamp: '-1', offset: '4294967296' }],
      },
    ],
  })
  const errorCode = errorNumber('NOT_LEADER_OR_FOLLOWER')
  const refused = { ...listed, errorCode, offset: -1 }
  const notLeader = { ...response, topics: [{ name: 'orders', partitions: [refused] }] }
  await expect(understood(notLeader)).rejects.toMatchObject({ type: 'NOT_LEADER_FOR_PARTITION' })
})
