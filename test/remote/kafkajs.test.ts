/** The real kafkajs over real sockets: what it does against brokers, it does here. */
import { type Consumer, Kafka, logLevel } from 'kafkajs'
import { afterEach, expect, test } from 'vitest'
import { type RunningCluster, startCluster } from '../../src/remote/start-cluster.ts'
import { frameOf } from '../wire/kafkajs-protocol.ts'
import { rawClient } from './raw-client.ts'

process.env['KAFKAJS_NO_PARTITIONER_WARNING'] = '1'

const groupId = 'billing'
let cluster: RunningCluster
const ending: (() => Promise<void>)[] = []

afterEach(async () => {
  for (const end of ending.splice(0)) await end()
  await cluster.close()
})

async function start(records: number): Promise<Kafka> {
  cluster = await startCluster({
    ...{ brokers: 3, topics: ['orders'], partitions: 4, records },
    ...{ host: '127.0.0.1', ports: [0, 0, 0] },
  })
  const brokers = cluster.addresses.map(({ host, port }) => `${host}:${port}`)
  return new Kafka({ clientId: 'test', brokers, logLevel: logLevel.NOTHING })
}

interface Member {
  readonly consumer: Consumer
  readonly values: string[]
  readonly partitions: () => readonly number[]
}

async function member(kafka: Kafka): Promise<Member> {
  const consumer = kafka.consumer({ groupId, maxWaitTimeInMs: 100, heartbeatInterval: 100 })
  const values: string[] = []
  let partitions: readonly number[] = []
  consumer.on('consumer.group_join', ({ payload }) => {
    partitions = payload.memberAssignment['orders'] ?? []
  })
  ending.push(() => consumer.disconnect())
  await consumer.connect()
  await consumer.subscribe({ topics: ['orders'], fromBeginning: true })
  // It is back when the consumer has joined.
  void consumer.run({
    eachMessage: async ({ message }) => {
      values.push(message.value?.toString() ?? '')
    },
  })
  return { consumer, values, partitions: () => partitions }
}

/** Waits until it is so, but not for the initial delay of a group, which is three seconds. */
async function until(isSo: () => boolean): Promise<void> {
  for (let i = 0; !isSo(); i++) {
    if (i > 300) throw new Error('it never came')
    await new Promise((resolve) => setTimeout(resolve, 10))
    cluster.hurry(3000)
  }
}

test('two members share 100 records, and one that stays takes over', {
  timeout: 5000,
}, async () => {
  const kafka = await start(100)
  const members = await Promise.all([member(kafka), member(kafka)])
  const [first, second] = members
  const all = () => [...first.values, ...second.values]
  await until(() => all().length >= 100)
  expect(new Set(all()).size).toBe(100)
  expect(members.map(({ partitions }) => partitions().length)).toEqual([2, 2])

  await second.consumer.disconnect()
  await until(() => first.partitions().length === 4)
  const producer = kafka.producer()
  ending.push(() => producer.disconnect())
  await producer.connect()
  const messages = [0, 1, 2, 3].map((partition) => ({ partition, value: `late-${partition}` }))
  await producer.send({ topic: 'orders', messages })
  await until(() => first.values.filter((value) => value.startsWith('late')).length === 4)
  await first.consumer.disconnect()

  const admin = kafka.admin()
  ending.push(() => admin.disconnect())
  await admin.connect()
  const [committed] = await admin.fetchOffsets({ groupId, topics: ['orders'] })
  const offsets = committed?.partitions.map(({ offset }) => offset)
  expect(offsets).toEqual(['26', '26', '26', '26'])
})

test('transactions take effect whole or not at all', { timeout: 5000 }, async () => {
  const kafka = await start(0)
  const producer = kafka.producer({ transactionalId: 'till', maxInFlightRequests: 1 })
  ending.push(() => producer.disconnect())
  await producer.connect()
  const write = async (value: string, offset: string) => {
    const transaction = await producer.transaction()
    await transaction.send({ topic: 'orders', messages: [{ partition: 0, value }] })
    const topics = [{ topic: 'orders', partitions: [{ partition: 3, offset }] }]
    await transaction.sendOffsets({ consumerGroupId: groupId, topics })
    return transaction
  }
  await (await write('kept', '7')).commit()
  await (await write('given up', '8')).abort()
  const reader = await member(kafka)
  await producer.send({ topic: 'orders', messages: [{ partition: 0, value: 'last' }] })
  await until(() => reader.values.includes('last'))
  expect(reader.values).toEqual(['kept', 'last'])
})

test('what is sent without waiting for an answer is there, whenever the sender goes', async () => {
  const kafka = await start(0)
  const messages = [{ key: 'k', value: 'v' }]
  const topicData = [{ topic: 'orders', partitions: [{ partition: 0, messages }] }]
  const produce = await frameOf('Produce', { acks: 0, timeout: 1, topicData })
  const waiting = [{ topic: 'orders', partitions: [{ partition: 0, fetchOffset: 0, maxBytes: 9 }] }]
  const fetch = await frameOf('Fetch', { maxWaitTime: 9999, minBytes: 1, topics: waiting })
  const [leader] = cluster.addresses
  if (leader === undefined) throw new Error('no broker')
  const client = await rawClient(leader)
  client.write(Buffer.concat([fetch, produce, produce]))
  client.socket.end()
  await client.ended
  const admin = kafka.admin()
  ending.push(() => admin.disconnect())
  await admin.connect()
  const [first] = (await admin.fetchTopicOffsets('orders')).filter(({ partition }) => !partition)
  expect(first?.high).toBe('2')
})
