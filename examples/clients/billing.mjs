// A consumer as a program of its own. It bills each order, and commits by WHEN:
//
//   npx ackurate run -- node examples/clients/billing.mjs before
//
// before: first commits, then bills: a crash between the two loses the order
// after:  first bills, then commits: a crash between the two bills it again
import { Kafka, logLevel } from 'kafkajs'

const [when = 'after'] = process.argv.slice(2)
const brokers = (process.env.KAFKA_BOOTSTRAP_SERVERS ?? '127.0.0.1:9092').split(',')
const topic = process.env.KAFKA_TOPIC ?? 'orders'

const kafka = new Kafka({ clientId: 'billing', brokers, logLevel: logLevel.NOTHING })
const consumer = kafka.consumer({ groupId: 'billing' })

process.on('SIGTERM', async () => {
  await consumer.disconnect()
  process.exit(0)
})

await consumer.connect()
await consumer.subscribe({ topics: [topic], fromBeginning: true })
await consumer.run({
  autoCommit: false,
  eachMessage: async ({ partition, message }) => {
    const offset = String(Number(message.offset) + 1)
    const commit = () => consumer.commitOffsets([{ topic, partition, offset }])
    if (when === 'before') await commit()
    console.log(`billed ${message.key}`)
    if (when === 'after') await commit()
  },
})
