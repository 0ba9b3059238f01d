// A consumer in a process of its own: `node billing.cjs WHEN`, which commits `before` or `after`
// the work, or not at all: `never`; `leave` leaves its group after three records, and lives on.
// Who is started in another one's place takes START_MS to start, as a virtual machine does.
const { Kafka, logLevel } = require('kafkajs')

const [when] = process.argv.slice(2)
const brokers = (process.env.KAFKA_BOOTSTRAP_SERVERS ?? '').split(',')
const kafka = new Kafka({ clientId: 'billing', brokers, logLevel: logLevel.NOTHING })
const consumer = kafka.consumer({ groupId: 'billing' })
let done = 0

process.on('SIGTERM', () => consumer.disconnect().then(() => process.exit(0)))

async function eachMessage({ topic, partition, message }) {
  const next = String(Number(message.offset) + 1)
  const commit = () => consumer.commitOffsets([{ topic, partition, offset: next }])
  if (when === 'before') await commit()
  console.log(`billed ${message.key}`)
  if (when === 'after' || when === 'leave') await commit()
  if (when === 'leave' && ++done === 3) {
    setInterval(() => {}, 1000)
    setImmediate(() => consumer.stop())
  }
}

async function main() {
  await consumer.connect()
  await consumer.subscribe({ topics: [process.env.KAFKA_TOPIC], fromBeginning: true })
  await consumer.run({ autoCommit: false, eachMessage })
}

const isFirst = ['A', 'B'].includes(process.env.ACKURATE_MEMBER)
setTimeout(main, isFirst ? 0 : Number(process.env.START_MS ?? 0))
