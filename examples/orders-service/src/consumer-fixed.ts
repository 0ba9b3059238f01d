/** The twin of `consumer.ts` that resolves what is done, and only that. */
import { configFrom } from './config.ts'
import { parseOrder } from './order.ts'
import { type Dependencies, mustLeave, type Stop } from './service.ts'

export default async function start({ kafka, process: work }: Dependencies): Promise<Stop> {
  const { groupId, topic } = configFrom(process.env)
  const consumer = kafka.consumer({ groupId })
  await consumer.connect()
  await consumer.subscribe({ topics: [topic], fromBeginning: true })
  await consumer.run({
    eachBatchAutoResolve: false,
    eachBatch: async (payload) => {
      const { batch, heartbeat, resolveOffset } = payload
      for (const message of batch.messages) {
        if (mustLeave(payload)) break
        const order = parseOrder(message.value)
        if (order === null) console.warn(`no order: ${batch.topic} @${message.offset}`)
        else await work({ topic: batch.topic, partition: batch.partition, message, order })
        resolveOffset(message.offset)
        await heartbeat()
      }
    },
  })
  return () => consumer.disconnect()
}
