// A consumer in a process of its own: `node billing.cjs WHEN`, which commits `before` or `after`
// the work, or not at all: `never`; `leave` leaves its group after three records, and lives on;
// `once` commits after the work, which it leaves out where the file DONE says that it is done. In
// the file TABLE there is a row for each record that is billed. `nap` commits after the work, and
// sleeps for ten seconds once; `again` forgets the third record, and commits what it committed last
// again and again, as an auto-commit does. Who is started in another one's place takes START_MS to start, as a
// virtual machine does.
const { appendFileSync, existsSync, readFileSync } = require('node:fs')
const { Kafka, logLevel } = require('kafkajs')

const [when] = process.argv.slice(2)
const brokers = (process.env.KAFKA_BOOTSTRAP_SERVERS ?? '').split(',')
const kafka = new Kafka({ clientId: 'billing', brokers, logLevel: logLevel.NOTHING })
const consumer = kafka.consumer({ groupId: 'billing' })
let done = 0
let committing

process.on('SIGTERM', () => consumer.disconnect().then(() => process.exit(0)))

async function eachMessage({ topic, partition, message }) {
  const next = String(Number(message.offset) + 1)
  const commit = () => consumer.commitOffsets([{ topic, partition, offset: next }])
  if (when === 'before') await commit()
  if (when === 'nap' && ++done === 3) await new Promise((resolve) => setTimeout(resolve, 10_000))
  if (when !== 'again' || ++done !== 3) bill(String(message.key), String(message.value))
  if (['after', 'again', 'leave', 'nap', 'once'].includes(when)) await commit()
  if (when === 'again') {
    clearInterval(committing)
    committing = setInterval(() => commit().catch(() => {}), 400)
  }
  if (when === 'leave' && ++done === 3) {
    setInterval(() => {}, 1000)
    setImmediate(() => consumer.stop())
  }
}

function bill(key, value) {
  const { DONE: done, TABLE: table, BILLED: what } = process.env
  if (when === 'once') {
    if (existsSync(done) && readFileSync(done, 'utf8').split('\n').includes(key)) return
    appendFileSync(done, `${key}\n`)
  }
  if (table !== undefined) return appendFileSync(table, `${JSON.stringify({ key })}\n`)
  console.log(`billed ${what === 'value' ? value : key}`)
}

async function main() {
  await consumer.connect()
  await consumer.subscribe({ topics: [process.env.KAFKA_TOPIC], fromBeginning: true })
  await consumer.run({ autoCommit: false, eachMessage })
}

const isFirst = ['A', 'B'].includes(process.env.ACKURATE_MEMBER)
setTimeout(main, isFirst ? 0 : Number(process.env.START_MS ?? 0))
