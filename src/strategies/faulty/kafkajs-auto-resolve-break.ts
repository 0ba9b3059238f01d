/**
 * `eachBatch` that leaves its loop when the consumer stops, with `eachBatchAutoResolve` at its
 * default: the handler returned, so kafkajs resolves and commits the whole batch.
 *
 * Source: reference C.4; kafkajs #18, #44.
 */
import type { KafkajsStrategy, Service, Stop } from '../kafkajs/service.ts'

/** The strategy. */
export const kafkajsAutoResolveBreak: KafkajsStrategy = {
  name: 'kafkajs-auto-resolve-break',
  summary: 'In kafkajs, eachBatch with a break on !isRunning() and eachBatchAutoResolve: true.',
  claims: 'at-least-once',
  caughtBy: { property: 'at-least-once', under: 'shutdown' },
  service: import.meta.url,
}

export default async function start(service: Service): Promise<Stop> {
  const { kafka, topic, fromBeginning, process } = service
  const consumer = kafka.consumer({ groupId: 'orders-service' })
  await consumer.connect()
  await consumer.subscribe({ topics: [topic], fromBeginning })
  await consumer.run({
    eachBatch: async ({ batch, heartbeat, isRunning, isStale }) => {
      const { topic, partition } = batch
      for (const message of batch.messages) {
        if (!isRunning() || isStale()) break
        await process({ topic, partition, message })
        await heartbeat()
      }
    },
  })
  return () => consumer.disconnect()
}
