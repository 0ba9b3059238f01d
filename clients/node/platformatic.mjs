/** @platformatic/kafka: node platformatic.mjs 127.0.0.1:9092 orders out */
import { Consumer, Producer, stringDeserializers, stringSerializers } from '@platformatic/kafka'

const [bootstrap, orders, out] = process.argv.slice(2)
const at = { clientId: 'platformatic', bootstrapBrokers: [bootstrap], autocreateTopics: true }

const consumer = (groupId) => new Consumer({ ...at, groupId, deserializers: stringDeserializers })

const consume = (one, topic, more = {}) =>
  one.consume({
    topics: [topic],
    mode: 'committed',
    fallbackMode: 'earliest',
    autocommit: false,
    ...more,
  })

/** The first leaves after 100 records; the other reads to the end. */
async function twoMembers() {
  const seen = new Set()
  let read = 0
  const member = async (leavesAfter) => {
    const one = consumer('platformatic')
    let count = 0
    for await (const record of await consume(one, orders)) {
      seen.add(`${record.partition}/${record.offset}`)
      read++
      await record.commit()
      if (++count === leavesAfter || seen.size === 1000) break
    }
    await one.close(true)
  }
  await Promise.all([member(100), member(1000)])
  const reader = consumer('platformatic')
  const committed = await reader.listCommittedOffsets({
    topics: [{ topic: orders, partitions: [0, 1] }],
  })
  const sum = committed.get(orders).reduce((total, offset) => total + Number(offset), 0)
  console.log('read', read, 'distinct', seen.size, 'committed', sum)
  await reader.close(true)
}

async function produce(name, options, compression = 'none') {
  const producer = new Producer({ ...at, serializers: stringSerializers, ...options })
  const messages = Array.from({ length: 10 }, (_, i) => ({ topic: out, value: `${name} ${i}` }))
  await producer.send({ messages, compression })
  await producer.close()
}

/** One commits, the next aborts. */
async function transactions() {
  const settings = { idempotent: true, transactionalId: 'tx', serializers: stringSerializers }
  const producer = new Producer({ ...at, ...settings })
  for (const end of ['commit', 'abort']) {
    const transaction = await producer.beginTransaction()
    const messages = Array.from({ length: 10 }, (_, i) => ({ topic: out, value: `${end} ${i}` }))
    await transaction.send({ messages })
    await transaction[end]()
  }
  await producer.close()
}

async function readBack(isolationLevel, last) {
  const one = consumer(`reader-${isolationLevel}`)
  const counts = {}
  let sum = 0
  for await (const { value } of await consume(one, out, { isolationLevel })) {
    const name = value.split(' ')[0]
    counts[name] = (counts[name] ?? 0) + 1
    if (++sum === last) break
  }
  console.log(isolationLevel, 'reads', counts)
  await one.close(true)
}

await twoMembers()
await produce('plain', {})
await produce('idempotent', { idempotent: true })
for (const codec of ['gzip', 'snappy', 'lz4']) await produce(codec, {}, codec)
await transactions()
await readBack('READ_COMMITTED', 60)
await readBack('READ_UNCOMMITTED', 70)
