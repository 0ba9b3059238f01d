/**
 * `eachBatch` as the documentation shows it: `eachBatchAutoResolve: false`, each message resolved
 * when it is done, a heartbeat after each, and an early end when the consumer stops.
 *
 * Source: reference C.4; https://kafka.js.org/docs/consuming#a-name-each-batch-a-eachbatch
 */
import type { KafkajsStrategy, Service, Stop } from './service.ts'
import { kafkajsStalls } from './stalls.ts'

/** The strategy. */
export const kafkajsEachBatch: KafkajsStrategy = {
  name: 'kafkajs-each-batch',
  summary: 'In kafkajs, eachBatch without auto-resolve, resolveOffset after each message.',
  claims: 'at-least-once',
  stalls: kafkajsStalls,
  service: import.meta.url,
}

export default async function start(service: Service): Promise<Stop> {
  const { kafka, topic, fromBeginning, process } = service
  const consumer = kafka.consumer({ groupId: 'orders-service' })
  await consumer.connect()
  await consumer.subscribe({ topics: [topic], fromBeginning })
  await consumer.run({
    eachBatchAutoResolve: false,
    eachBatch: async ({ batch, resolveOffset, heartbeat, isRunning, isStale }) => {
      const { topic, partition } = batch
      for (const message of batch.messages) {
        if (!isRunning() || isStale()) break
        await process({ topic, partition, message })
        resolveOffset(message.offset)
        await heartbeat()
      }
    },
  })
  return () => consumer.disconnect()
}
