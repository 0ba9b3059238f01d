/** Requests of kafkajs with bytes changed, cut out or doubled, thrown at a port. */
import seedrandom from 'seedrandom'
import type { Address } from '../../src/broker/addresses.ts'
import { frameOf } from '../wire/kafkajs-protocol.ts'
import { apiVersions, type RawClient, rawClient } from './raw-client.ts'

const topics = [{ topic: 'orders', partitions: [{ partition: 1, offset: '7', metadata: 'm' }] }]
const fetched = [{ topic: 'orders', partitions: [{ partition: 1, fetchOffset: 3, maxBytes: 9 }] }]
const listed = [{ topic: 'orders', partitions: [{ partition: 0, timestamp: -1 }] }]
const messages = [{ key: 'k', value: 'v', headers: { h: 'x' } }]
const identity = { transactionalId: 'tx', producerId: 0, producerEpoch: 0, groupId: 'g' }
const membership = { groupId: 'g', generationId: 1, groupGenerationId: 1, memberId: '' }
const protocols = [{ name: 'RoundRobin', metadata: Buffer.from('some bytes') }]
const timeouts = { sessionTimeout: 6000, rebalanceTimeout: 6000 }
const members = [{ memberId: '', groupInstanceId: null }]

/** Names and arguments of what is asked. */
const asked: readonly (readonly [string, object])[] = [
  ['Metadata', { topics: ['orders', 'refunds'] }],
  ['FindCoordinator', { coordinatorKey: 'g', coordinatorType: 0 }],
  [
    'JoinGroup',
    { ...membership, ...timeouts, groupProtocols: protocols, protocolType: 'consumer' },
  ],
  ['SyncGroup', { ...membership, groupAssignment: [{ memberId: 'm', memberAssignment: 'bytes' }] }],
  ['Heartbeat', membership],
  ['LeaveGroup', { groupId: 'g', members }],
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
  ['DescribeConfigs', { resources: [{ type: 2, name: 'orders', configNames: ['b'] }] }],
]

const wild = [0, 1, 127, 128, 255]

/** How many connections are written to in turn. */
const connections = 20
/** So often a request that is whole must be answered. */
const controlEvery = 100

/** Throws so many; rejects if a whole request is not answered in between. */
export async function throwMutants(address: Address, count: number, seed: string): Promise<void> {
  const random = seedrandom.alea(seed)
  const whole = await Promise.all(asked.map(([api, args]) => frameOf(api, args)))
  const frames = whole.map((frame) => frame.subarray(4))
  const control = await rawClient(address)
  const clients: (RawClient | undefined)[] = []
  for (let i = 0; i < count; i++) {
    const frame = frames[Math.floor(random() * frames.length)] ?? Buffer.alloc(0)
    const client = await standing(clients, i % connections, address)
    client.write(sized(mutated(frame, random), random))
    if (i % controlEvery > 0) continue
    control.write(apiVersions(i))
    const answer = await control.answer()
    if (answer?.readInt32BE(0) !== i) throw new Error(`no answer after ${i} mutants`)
  }
  for (const client of [control, ...clients]) client?.socket.destroy()
}

async function standing(
  clients: (RawClient | undefined)[],
  at: number,
  address: Address,
): Promise<RawClient> {
  const known = clients[at]
  if (known?.socket.writable) return known
  const fresh = await rawClient(address)
  // Nobody wants to know what it is answered.
  fresh.socket.removeAllListeners('data').resume()
  clients[at] = fresh
  return fresh
}

function mutated(frame: Buffer, random: () => number): Buffer {
  let bytes = frame
  for (let changes = Math.floor(random() * 4); changes > 0; changes--) {
    const at = Math.floor(random() * bytes.length)
    const some = 1 + Math.floor(random() * 8)
    const [front, back] = [bytes.subarray(0, at), bytes.subarray(at)]
    const kind = random()
    if (kind < 0.7) {
      bytes = Buffer.from(bytes)
      bytes[at] = random() < 0.5 ? Math.floor(random() * 256) : (wild[some % 5] ?? 0)
    } else if (kind < 0.85) bytes = Buffer.concat([front, back.subarray(some)])
    else bytes = Buffer.concat([front, back.subarray(0, some), back])
  }
  return bytes
}

/** With its size before it; one in fifty times a wrong one. */
function sized(frame: Buffer, random: () => number): Buffer {
  const size = Buffer.alloc(4)
  size.writeInt32BE(random() < 0.02 ? Math.floor((random() - 0.5) * 2 ** 32) : frame.length)
  return Buffer.concat([size, frame])
}
