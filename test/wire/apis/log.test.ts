/** Fetch and Produce, against kafkajs' own protocol code and its own filter of aborted records. */
import { expect, test } from 'vitest'
import type { ProduceRequest } from '../../../src/wire/apis/00-produce.ts'
import type { FetchPartitionResult } from '../../../src/wire/apis/01-fetch.ts'
import { errorNumber } from '../../../src/wire/error-codes.ts'
import { decodeRecordBatches, encodeRecordBatches } from '../../../src/wire/record-batch.ts'
import { batchOf, markerAt, recordAt } from '../batches.ts'
import { internal, received, understood } from '../kafkajs-protocol.ts'

interface KafkajsBatch {
  readonly messages: readonly { readonly offset: string; readonly value: Buffer }[]
  readonly rawMessages: readonly unknown[]
  lastOffset(): string
}
type BatchClass = new (topic: string, fetchedOffset: string, data: unknown) => KafkajsBatch
const Batch = internal<BatchClass>('consumer/batch')

function fetchResponse(partition: Partial<FetchPartitionResult>) {
  const nothing = {
    ...{ partitionIndex: 3, errorCode: 0, highWatermark: 20, lastStableOffset: 18 },
    ...{ logStartOffset: 2, abortedTransactions: null, preferredReadReplica: -1, records: null },
  }
  return {
    ...{ api: 'Fetch' as const, errorCode: 0, sessionId: 0 },
    responses: [{ topic: 'orders', partitions: [{ ...nothing, ...partition }] }],
  }
}

async function batchRead(
  fetchedOffset: string,
  partition: Partial<FetchPartitionResult>,
): Promise<KafkajsBatch> {
  const parsed = (await understood(fetchResponse(partition))) as {
    readonly responses: readonly { readonly partitions: readonly unknown[] }[]
  }
  return new Batch('orders', fetchedOffset, parsed.responses[0]?.partitions[0])
}

function offsetsIn({ messages }: KafkajsBatch): readonly number[] {
  return messages.map(({ offset }) => Number(offset))
}

test('Fetch: the request', async () => {
  const partitions = [{ partition: 3, fetchOffset: '4294967301', maxBytes: 1_048_576 }]
  const sizes = { minBytes: 1, maxBytes: 10_485_760 }
  const args = { ...sizes, maxWaitTime: 5000, isolationLevel: 1, rackId: 'east' }
  const expected = {
    ...{ ...sizes, api: 'Fetch', replicaId: -1, maxWaitMs: 5000, isolationLevel: 1 },
    ...{ sessionId: 0, sessionEpoch: -1, forgottenTopicsData: [], rackId: 'east' },
  }
  const read = { partition: 3, currentLeaderEpoch: -1, fetchOffset: 4_294_967_301 }
  const rest = { logStartOffset: -1, partitionMaxBytes: 1_048_576 }
  const topics = [{ topic: 'orders', partitions }]
  expect(await received('Fetch', { ...args, topics })).toEqual({
    ...expected,
    topics: [{ topic: 'orders', partitions: [{ ...read, ...rest }] }],
  })
  const forgottenTopics = [{ topic: 'old', partitions: [1, 2] }]
  expect(await received('Fetch', { ...args, topics: [], forgottenTopics })).toEqual({
    ...{ ...expected, topics: [], forgottenTopicsData: forgottenTopics },
  })
})

test('Fetch: nothing there, no records, and an error', async () => {
  const answer = { throttleTime: 0, clientSideThrottleTime: 0, errorCode: 0, sessionId: 0 }
  const partition = {
    ...{ partition: 3, errorCode: 0, highWatermark: '20', lastStableOffset: '18' },
    ...{ lastStartOffset: '2', abortedTransactions: [], preferredReadReplica: -1, messages: [] },
  }
  const responses = [{ topicName: 'orders', partitions: [partition] }]
  expect(await understood(fetchResponse({}))).toEqual({ ...answer, responses })
  const empty = fetchResponse({ records: Buffer.alloc(0), abortedTransactions: [] })
  expect(await understood(empty)).toEqual({ ...answer, responses })
  const errorCode = errorNumber('OFFSET_OUT_OF_RANGE')
  await expect(understood(fetchResponse({ errorCode }))).rejects.toMatchObject({
    type: 'OFFSET_OUT_OF_RANGE',
  })
})

test('Fetch: several batches, gaps, and a start inside a batch', async () => {
  const gappy = batchOf([recordAt(4), recordAt(7)], { baseOffset: 3, lastOffset: 9 })
  const records = encodeRecordBatches([gappy, batchOf([recordAt(10)])])
  expect(offsetsIn(await batchRead('0', { records }))).toEqual([4, 7, 10])
  const inside = await batchRead('5', { records })
  expect(offsetsIn(inside)).toEqual([7, 10])
  expect(inside.messages[0]?.value.toString()).toBe('value 7')
  expect(inside.lastOffset()).toBe('10')
})

test('Fetch: kafkajs skips what was aborted and shows no marker', async () => {
  const inTransaction = { isTransactional: true, producerEpoch: 0, baseSequence: 0 }
  const batches = [
    batchOf([recordAt(0), recordAt(1)], { ...inTransaction, producerId: 71 }),
    batchOf([recordAt(2)], { ...inTransaction, producerId: 72 }),
    markerAt(3, 'abort', 71),
    markerAt(4, 'commit', 72),
    batchOf([recordAt(5)], { ...inTransaction, producerId: 71 }),
    markerAt(6, 'commit', 71),
    batchOf([recordAt(7)]),
  ]
  const records = encodeRecordBatches(batches)
  const committed = await batchRead('0', {
    records,
    abortedTransactions: [{ producerId: 71, firstOffset: 0 }],
  })
  expect(offsetsIn(committed)).toEqual([2, 5, 7])
  expect(committed.rawMessages).toHaveLength(8)
  expect(offsetsIn(await batchRead('0', { records }))).toEqual([0, 1, 2, 5, 7])
})

const messages = [
  { key: 'a', value: 'größe', headers: { h: ['1', '2'], i: Buffer.from([0]) }, timestamp: '70' },
  { key: null, value: null, timestamp: '50' },
]

async function produced(args: object): Promise<ProduceRequest> {
  const request = await received('Produce', { acks: -1, timeout: 30_000, ...args })
  if (request.api !== 'Produce') throw new Error('another request')
  return request as ProduceRequest
}

test('Produce: the request and its records', async () => {
  const partitions = [{ partition: 1, firstSequence: 8, messages }]
  const identity = { transactionalId: 'tx', producerId: 4001, producerEpoch: 2 }
  const request = await produced({ ...identity, topicData: [{ topic: 'out', partitions }] })
  const records = request.topicData[0]?.partitionData[0]?.records ?? null
  expect(request).toEqual({
    ...{ api: 'Produce', transactionalId: 'tx', acks: -1, timeoutMs: 30_000 },
    topicData: [{ name: 'out', partitionData: [{ index: 1, records }] }],
  })
  const headers = [
    { key: 'h', value: Buffer.from('1') },
    { key: 'h', value: Buffer.from('2') },
    { key: 'i', value: Buffer.from([0]) },
  ]
  expect(decodeRecordBatches(records ?? Buffer.alloc(0))).toEqual([
    {
      ...{ kind: 'batch', baseOffset: 0, lastOffset: 1, leaderEpoch: 0, control: null },
      ...{ producerId: 4001, producerEpoch: 2, baseSequence: 8, isTransactional: true },
      records: [
        { offset: 0, timestamp: 70, key: Buffer.from('a'), value: Buffer.from('größe'), headers },
        { offset: 1, timestamp: 50, key: null, value: null, headers: [] },
      ],
    },
  ])
})

test('Produce: not idempotent, and compressed', async () => {
  const topicData = [{ topic: 'out', partitions: [{ partition: 0, messages }] }]
  const plain = (await produced({ topicData, acks: 0 })).topicData[0]?.partitionData[0]?.records
  expect(decodeRecordBatches(plain ?? Buffer.alloc(0))).toMatchObject([
    { kind: 'batch', producerId: -1, producerEpoch: 0, baseSequence: 0, isTransactional: false },
  ])
  const zipped = (await produced({ topicData, compression: 1 })).topicData[0]?.partitionData[0]
  const records = messages.map(({ value }) => ({
    value: value === null ? null : Buffer.from(value),
  }))
  const [batch] = decodeRecordBatches(zipped?.records ?? Buffer.alloc(0))
  expect(batch).toMatchObject({ kind: 'batch', records })
})

test('Produce: the response', async () => {
  const result = { index: 1, errorCode: 0, baseOffset: 12, logAppendTimeMs: -1, logStartOffset: 3 }
  const response = (errorCode: number) => ({
    api: 'Produce' as const,
    responses: [{ name: 'out', partitionResponses: [{ ...result, errorCode }] }],
  })
  const partition = { partition: 1, errorCode: 0, baseOffset: '12', logAppendTime: '-1' }
  expect(await understood(response(0))).toEqual({
    ...{ throttleTime: 0, clientSideThrottleTime: 0 },
    topics: [{ topicName: 'out', partitions: [{ ...partition, logStartOffset: '3' }] }],
  })
  await expect(understood(response(errorNumber('CORRUPT_MESSAGE')))).rejects.toMatchObject({
    type: 'CORRUPT_MESSAGE',
  })
})
