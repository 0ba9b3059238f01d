/**
 * Saves every order of the topic. On a deploy it does not make Kubernetes wait for a whole batch:
 * it leaves the batch when it is asked to stop.
 *
 * And so it loses orders: `eachBatchAutoResolve` is true unless one says otherwise, so kafkajs
 * resolves and commits the whole batch when the handler returns, also the part that was left.
 */
import { configFrom } from './config.ts'
import { parseOrder } from './order.ts'
import { type Dependencies, mustLeave, type Stop } from './service.ts'

export default async function start({ kafka, process: work }: Dependencies): Promise<Stop> {
  const { groupId, topic } = configFrom(process.env)
  const consumer = kafka.consumer({ groupId })
  await consumer.connect()
  await consumer.subscribe({ topics: [topic], fromBeginning: true })
  await consumer.run({
    eachBatch: async (payload) => {
      const { batch, heartbeat } = payload
      for (const message of batch.messages) {
        if (mustLeave(payload)) break
        const order = parseOrder(message.value)
        if (order === null) console.warn(`no order: ${batch.topic} @${message.offset}`)
        else await work({ topic: batch.topic, partition: batch.partition, message, order })
        await heartbeat()
      }
    },
  })
  return () => consumer.disconnect()
}
