// @platformatic/kafka bills each order, and commits by WHEN: node platformatic-billing.mjs WHEN
import { setTimeout as sleep } from 'node:timers/promises'
import { Consumer, stringDeserializers } from '@platformatic/kafka'

const [when] = process.argv.slice(2)
const consumer = new Consumer({
  clientId: 'billing',
  groupId: 'billing',
  bootstrapBrokers: process.env.KAFKA_BOOTSTRAP_SERVERS.split(','),
  deserializers: stringDeserializers,
})

async function bill({ key }) {
  await sleep(Number(process.env.WORK_MS ?? 20))
  console.log(`billed ${key}`)
}

const stream = await consumer.consume({
  topics: [process.env.KAFKA_TOPIC],
  mode: 'committed',
  fallbackMode: 'earliest',
  maxWaitTime: 200,
  autocommit: when === 'auto' ? 100 : false,
})
if (when !== 'no-close') {
  process.on('SIGTERM', async () => {
    await stream.close()
    await consumer.close(true)
    process.exit(0)
  })
}

/** Billed, and not committed: the last order by partition. */
const uncommitted = new Map()

async function commit() {
  const orders = [...uncommitted.values()]
  uncommitted.clear()
  for (const order of orders) await order.commit()
}

const isSeldom = when === 'seldom' || when === 'no-close'
let billed = 0
let idle
for await (const order of stream) {
  clearTimeout(idle)
  if (when === 'before') await order.commit()
  if (when === 'not-awaited') bill(order)
  else await bill(order)
  if (when === 'auto' || when === 'before') continue
  uncommitted.set(order.partition, order)
  if (!isSeldom || ++billed % 5 === 0) await commit()
  if (isSeldom) idle = setTimeout(() => commit().catch(() => {}), 500)
}
