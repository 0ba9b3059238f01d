/** A whole request of each API in each version that is spoken, made from what a client says. */
import { apis, codecs } from '../../src/broker/apis.ts'
import { formOf, type WireMessage } from '../../src/wire/codec.ts'
import { decodeRequest } from '../../src/wire/decode-request.ts'
import { Writer } from '../../src/wire/writer.ts'
import { frameOf } from '../wire/kafkajs-protocol.ts'
import { request } from './raw-client.ts'

const topics = [{ topic: 'orders', partitions: [{ partition: 1, offset: '7', metadata: 'm' }] }]
const fetched = [{ topic: 'orders', partitions: [{ partition: 1, fetchOffset: 3, maxBytes: 9 }] }]
const listed = [{ topic: 'orders', partitions: [{ partition: 0, timestamp: -1 }] }]
const messages = [{ key: 'k', value: 'v', headers: { h: 'x' } }]
const identity = { transactionalId: 'tx', producerId: 0, producerEpoch: 0, groupId: 'g' }
const membership = { groupId: 'g', generationId: 1, groupGenerationId: 1, memberId: '' }
const protocols = [{ name: 'RoundRobin', metadata: Buffer.from('some bytes') }]
const timeouts = { sessionTimeout: 6000, rebalanceTimeout: 6000 }

/** Names and arguments of what kafkajs asks. */
const asked: readonly (readonly [string, object])[] = [
  ['Metadata', { topics: ['orders', 'refunds'] }],
  [
    'JoinGroup',
    { ...membership, ...timeouts, groupProtocols: protocols, protocolType: 'consumer' },
  ],
  ['SyncGroup', { ...membership, groupAssignment: [{ memberId: 'm', memberAssignment: 'bytes' }] }],
  ['Heartbeat', membership],
  ['OffsetCommit', { ...membership, groupGenerationId: -1, topics }],
  ['OffsetFetch', { groupId: 'g', topics }],
  ['ListOffsets', { topics: listed }],
  ['Fetch', { maxWaitTime: 1, minBytes: 1, maxBytes: 1, topics: fetched }],
  [
    'Produce',
    {
      acks: 1,
      timeout: 1,
      topicData: [{ topic: 'orders', partitions: [{ partition: 0, messages }] }],
    },
  ],
  ['InitProducerId', { transactionalId: 'tx', transactionTimeout: 1000 }],
  ['AddPartitionsToTxn', { ...identity, topics: [{ topic: 'orders', partitions: [0] }] }],
  ['AddOffsetsToTxn', identity],
  ['TxnOffsetCommit', { ...identity, topics }],
  ['EndTxn', { ...identity, transactionResult: true }],
  ['DescribeGroups', { groupIds: ['g'] }],
  ['ListGroups', {}],
  ['DeleteGroups', ['g']],
  ['DeleteRecords', { topics: [{ topic: 'orders', partitions: [{ partition: 0, offset: '1' }] }] }],
  ['CreateTopics', { topics: [{ topic: 'a', configEntries: [{ name: 'b', value: 'c' }] }] }],
  ['CreatePartitions', { topicPartitions: [{ topic: 'refunds', count: 3 }] }],
  ['DescribeConfigs', { resources: [{ type: 2, name: 'orders', configNames: ['b'] }] }],
]

/** What kafkajs does not ask, or asks in a version that is not spoken. */
const others: readonly (WireMessage & object)[] = [
  { api: 'ApiVersions' },
  of('FindCoordinator', { keys: ['g'], keyType: 0 }),
  of('LeaveGroup', { groupId: 'g', members: [{ memberId: 'm', groupInstanceId: null }] }),
  of('SaslHandshake', { mechanism: 'PLAIN' }),
  of('SaslAuthenticate', { authBytes: Buffer.from('\0name\0password') }),
  of('OffsetDelete', { groupId: 'g', topics: [{ name: 'orders', partitionIndexes: [1] }] }),
  of('DeleteTopics', { topicNames: ['refunds'], timeoutMs: 1000 }),
]

function of(api: string, said: object): WireMessage & object {
  return { api, ...said }
}

/** Without their sizes. */
export async function wholeRequests(): Promise<readonly Buffer[]> {
  const said = await Promise.all(asked.map(([api, args]) => messageOf(api, args)))
  const messages = [...said, ...others]
  return apis.flatMap(({ codec }) => {
    const message = messages.find(({ api }) => api === codec.api)
    if (message === undefined) throw new Error(`no request of ${codec.api}`)
    const versions = codec.maxVersion - codec.minVersion + 1
    return Array.from({ length: versions }, (_, i) => {
      const version = codec.minVersion + i
      const form = formOf(codec, version)
      const writer = new Writer()
      if (form.isFlexible) writer.tags()
      codec.request.write(writer, message as never, form)
      return request(codec.key, version, i, writer.finish()).subarray(4)
    })
  })
}

async function messageOf(api: string, args: object): Promise<WireMessage> {
  const decoded = decodeRequest(codecs, (await frameOf(api, args)).subarray(4))
  if (decoded.kind !== 'request') throw new Error(`${api}: ${decoded.kind}`)
  return decoded.request
}
