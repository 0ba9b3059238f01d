/** What is read of a broker's answer is what our own brokers have written, version by version. */
import { expect, test } from 'vitest'
import { apiOf } from '../../../src/broker/apis.ts'
import { answerReaders } from '../../../src/remote/upstream/answers.ts'
import type { WireMessage } from '../../../src/wire/codec.ts'
import { encodeResponse } from '../../../src/wire/encode-response.ts'
import { Reader } from '../../../src/wire/reader.ts'

const errors = [{ name: 'orders', partitions: [{ partitionIndex: 1, errorCode: 27 }] }]
const offset = { partitionIndex: 1, errorCode: 0, timestamp: 7, offset: 2 ** 40, leaderEpoch: 5 }
const fetched = {
  ...{ partitionIndex: 1, errorCode: 0, highWatermark: 9, lastStableOffset: 8 },
  ...{ logStartOffset: 1, preferredReadReplica: -1, records: Buffer.from('records') },
  abortedTransactions: [{ producerId: 3, firstOffset: 4 }],
}
const partition = {
  ...{ errorCode: 0, partitionIndex: 1, leaderId: 2 },
  ...{ replicaNodes: [2, 3], isrNodes: [2], offlineReplicas: [3] },
}

const answers: readonly WireMessage[] = [
  sample('Produce', {
    responses: [
      {
        name: 'orders',
        partitionResponses: [
          { index: 1, errorCode: 0, baseOffset: 6, logAppendTimeMs: -1, logStartOffset: 0 },
        ],
      },
    ],
  }),
  sample('Fetch', {
    ...{ errorCode: 0, sessionId: 12 },
    responses: [{ topic: 'orders', partitions: [fetched] }],
  }),
  sample('ListOffsets', { topics: [{ name: 'orders', partitions: [offset] }] }),
  sample('Metadata', {
    brokers: [{ nodeId: 2, host: 'there', port: 9092, rack: null }],
    ...{ clusterId: 'cluster', controllerId: 2 },
    topics: [{ errorCode: 0, name: 'orders', isInternal: false, partitions: [partition] }],
  }),
  sample('OffsetCommit', { topics: errors }),
  sample('OffsetFetch', {
    topics: [
      {
        name: 'orders',
        partitions: [
          {
            ...{ partitionIndex: 1, committedOffset: 5, committedLeaderEpoch: 3 },
            ...{ metadata: null, errorCode: 0 },
          },
        ],
      },
    ],
    errorCode: 14,
  }),
  sample('FindCoordinator', {
    ...{ errorCode: 0, errorMessage: null, nodeId: 2, host: 'there', port: 9092 },
  }),
  sample('JoinGroup', {
    ...{ errorCode: 79, generationId: 3, protocolName: 'range', leader: 'm-1', memberId: 'm-2' },
    members: [{ memberId: 'm-1', groupInstanceId: null, metadata: Buffer.from('meta') }],
  }),
  sample('Heartbeat', { errorCode: 27 }),
  sample('LeaveGroup', {
    errorCode: 0,
    members: [{ memberId: 'm-1', groupInstanceId: null, errorCode: 25 }],
  }),
  sample('SyncGroup', { errorCode: 0, assignment: Buffer.from('mine') }),
  sample('InitProducerId', { errorCode: 0, producerId: 77, producerEpoch: 2 }),
  sample('AddPartitionsToTxn', { results: errors }),
  sample('AddOffsetsToTxn', { errorCode: 51 }),
  sample('EndTxn', { errorCode: 47 }),
  sample('TxnOffsetCommit', { topics: errors }),
]

function sample(api: string, rest: object): WireMessage {
  return { api, ...rest }
}

test.each([...answerReaders])('answers of API %i are read as they are written', (key, reader) => {
  const { codec } = apiOf(key)
  const answer = answers.find(({ api }) => api === codec.api)
  if (answer === undefined) throw new Error(`no sample of ${codec.api}`)
  for (let version = reader.minVersion; version <= reader.maxVersion; version++) {
    const body = new Reader(encodeResponse(codec, version, 1, answer))
    body.int32()
    body.int32()
    if (version >= reader.flexibleFrom) body.tags()
    const read = reader.read(body, version)
    const isEpochSent = !/Offset/.test(codec.api) || version >= (key === 2 ? 4 : 5)
    expect(read).toMatchObject(isEpochSent ? answer : withoutEpochs(answer))
    expect(body.remaining).toBe(version >= reader.flexibleFrom ? 1 : 0)
  }
})

/** Older answers say nothing of epochs. */
function withoutEpochs(answer: WireMessage): WireMessage {
  const unknown = (key: string, value: unknown) => (/[Ee]poch$/.test(key) ? -1 : value)
  return JSON.parse(JSON.stringify(answer, unknown)) as WireMessage
}
