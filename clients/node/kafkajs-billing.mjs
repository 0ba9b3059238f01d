// kafkajs bills each order, and commits by WHEN (seldom: every five orders): node kafkajs-billing.mjs WHEN
import { setTimeout as sleep } from 'node:timers/promises'
import { Kafka, logLevel } from 'kafkajs'

const [when] = process.argv.slice(2)
const brokers = process.env.KAFKA_BOOTSTRAP_SERVERS.split(',')
const topic = process.env.KAFKA_TOPIC
const kafka = new Kafka({ clientId: 'billing', brokers, logLevel: logLevel.NOTHING })
const consumer = kafka.consumer({ groupId: 'billing' })

async function bill({ key }) {
  await sleep(Number(process.env.WORK_MS ?? 20))
  console.log(`billed ${key}`)
}

const handlers = {
  auto: { eachMessage: ({ message }) => bill(message) },
  'not-awaited': {
    eachMessage: async ({ message }) => {
      bill(message)
    },
  },
  'as-they-finish': {
    eachBatchAutoResolve: false,
    eachBatch: async ({ batch: { messages }, resolveOffset, commitOffsetsIfNecessary }) => {
      const started = [...messages].reverse().map((message, place) => ({ message, place }))
      await Promise.all(
        started.map(async ({ message, place }) => {
          await sleep(30 * place)
          await bill(message)
          resolveOffset(message.offset)
          await commitOffsetsIfNecessary()
        }),
      )
    },
  },
}
/** Billed, and not committed: the next offset by partition. */
const uncommitted = new Map()

async function commit() {
  const offsets = [...uncommitted].map(([partition, offset]) => ({ topic, partition, offset }))
  uncommitted.clear()
  if (offsets.length > 0) await consumer.commitOffsets(offsets)
}

const isSeldom = when === 'seldom' || when === 'no-close'
let billed = 0
let idle
const explicit = {
  autoCommit: false,
  eachMessage: async ({ partition, message }) => {
    const next = String(Number(message.offset) + 1)
    if (when === 'before') {
      await consumer.commitOffsets([{ topic, partition, offset: next }])
      return bill(message)
    }
    clearTimeout(idle)
    await bill(message)
    uncommitted.set(partition, next)
    if (when === 'after' || (isSeldom && ++billed % 5 === 0)) await commit()
    if (isSeldom) idle = setTimeout(() => commit().catch(() => {}), 500)
  },
}

if (when !== 'no-close') {
  process.on('SIGTERM', async () => {
    await consumer.disconnect()
    process.exit(0)
  })
}
await consumer.connect()
await consumer.subscribe({ topics: [topic], fromBeginning: true })
const own = handlers[when]
await consumer.run(own === undefined ? explicit : { autoCommitInterval: 100, ...own })
