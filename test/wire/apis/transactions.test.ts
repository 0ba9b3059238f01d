/** A producer's transactions, against kafkajs' own protocol code. */
import { expect, test } from 'vitest'
import { producerNumber } from '../../../src/broker/errors.ts'
import { errorNumber } from '../../../src/wire/error-codes.ts'
import { received, understood } from '../kafkajs-protocol.ts'

const identity = { transactionalId: 'tx', producerId: 4001, producerEpoch: 2 }
const anyEpoch = { committedLeaderEpoch: -1 }
const fenced = { type: 'INVALID_PRODUCER_EPOCH' }

test('InitProducerId', async () => {
  const args = { transactionalId: 'tx', transactionTimeout: 60_000 }
  const nobody = { producerId: -1, producerEpoch: -1 }
  const asked = { transactionalId: 'tx', transactionTimeoutMs: 60_000 }
  const expected = { api: 'InitProducerId', ...asked, ...nobody }
  expect(await received('InitProducerId', args)).toEqual(expected)
  expect(await received('InitProducerId', { transactionTimeout: 5 })).toEqual({
    ...{ ...expected, transactionalId: null, transactionTimeoutMs: 5 },
  })
  const response = { api: 'InitProducerId' as const, errorCode: 0 }
  expect(await understood({ ...response, producerId: 4001, producerEpoch: 2 })).toMatchObject({
    producerId: '4001',
    producerEpoch: 2,
  })
  const errorCode = errorNumber('CONCURRENT_TRANSACTIONS')
  await expect(
    understood({ ...response, errorCode, producerId: -1, producerEpoch: -1 }),
  ).rejects.toMatchObject({ type: 'CONCURRENT_TRANSACTIONS' })
})

test('AddPartitionsToTxn', async () => {
  const topics = [{ topic: 'out', partitions: [0, 2] }]
  expect(await received('AddPartitionsToTxn', { ...identity, topics })).toEqual({
    ...{ api: 'AddPartitionsToTxn', ...identity },
    topics: [{ name: 'out', partitions: [0, 2] }],
  })
  const response = (errorCode: number) => ({
    api: 'AddPartitionsToTxn' as const,
    results: [{ name: 'out', partitions: [{ partitionIndex: 2, errorCode }] }],
  })
  expect(await understood(response(0))).toMatchObject({
    errors: [{ topic: 'out', partitionErrors: [{ partition: 2, errorCode: 0 }] }],
  })
  const refused = response(producerNumber('PRODUCER_FENCED', 1))
  await expect(understood(refused)).rejects.toMatchObject(fenced)
})

test('AddOffsetsToTxn', async () => {
  expect(await received('AddOffsetsToTxn', { ...identity, groupId: 'billing' })).toEqual({
    ...{ api: 'AddOffsetsToTxn', ...identity, groupId: 'billing' },
  })
  const response = { api: 'AddOffsetsToTxn' as const }
  expect(await understood({ ...response, errorCode: 0 })).toMatchObject({ errorCode: 0 })
  const errorCode = producerNumber('PRODUCER_FENCED', 1)
  await expect(understood({ ...response, errorCode })).rejects.toMatchObject(fenced)
})

test('EndTxn', async () => {
  for (const committed of [true, false]) {
    const args = { ...identity, transactionResult: committed }
    expect(await received('EndTxn', args)).toEqual({ api: 'EndTxn', ...identity, committed })
  }
  expect(await understood({ api: 'EndTxn', errorCode: 0 })).toMatchObject({ errorCode: 0 })
  const errorCode = producerNumber('PRODUCER_FENCED', 1)
  await expect(understood({ api: 'EndTxn', errorCode })).rejects.toMatchObject(fenced)
})

test('TxnOffsetCommit', async () => {
  const partitions = [
    { partition: 0, offset: '12', metadata: null },
    { partition: 1, offset: '0', metadata: 'note' },
  ]
  const topics = [{ topic: 'orders', partitions }]
  expect(await received('TxnOffsetCommit', { ...identity, groupId: 'billing', topics })).toEqual({
    ...{ api: 'TxnOffsetCommit', ...identity, groupId: 'billing' },
    ...{ generationId: -1, memberId: '', groupInstanceId: null },
    topics: [
      {
        name: 'orders',
        partitions: [
          { partitionIndex: 0, committedOffset: 12, ...anyEpoch, committedMetadata: null },
          { partitionIndex: 1, committedOffset: 0, ...anyEpoch, committedMetadata: 'note' },
        ],
      },
    ],
  })
  const response = (errorCode: number) => ({
    api: 'TxnOffsetCommit' as const,
    topics: [{ name: 'orders', partitions: [{ partitionIndex: 1, errorCode }] }],
  })
  expect(await understood(response(0))).toMatchObject({
    topics: [{ topic: 'orders', partitions: [{ partition: 1, errorCode: 0 }] }],
  })
  const loading = errorNumber('COORDINATOR_NOT_AVAILABLE')
  await expect(understood(response(loading))).rejects.toMatchObject({
    type: 'GROUP_COORDINATOR_NOT_AVAILABLE',
  })
})
