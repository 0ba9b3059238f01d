/**
 * `eachBatch` that works on all messages of a batch at once and resolves each as it finishes.
 *
 * What kafkajs resolves is a pointer, not a set: a late message is covered by one that was resolved
 * before it, so when the late one fails, or the process dies, it is committed and never done.
 *
 * Source: reference C.3; kafkajs #320, #1125, #1764.
 */
import type { KafkajsStrategy, Service, Stop } from '../kafkajs/service.ts'

/** The strategy. */
export const kafkajsResolveAsTheyFinish: KafkajsStrategy = {
  name: 'kafkajs-resolve-as-they-finish',
  summary: 'In kafkajs, eachBatch: Promise.all over the batch, resolveOffset as each finishes.',
  claims: 'at-least-once',
  caughtBy: { property: 'at-least-once', under: 'handler-error' },
  service: import.meta.url,
}

export default async function start(service: Service): Promise<Stop> {
  const { kafka, topic, fromBeginning, process } = service
  const consumer = kafka.consumer({ groupId: 'orders-service' })
  await consumer.connect()
  await consumer.subscribe({ topics: [topic], fromBeginning })
  await consumer.run({
    eachBatchAutoResolve: false,
    eachBatch: async ({ batch, resolveOffset, heartbeat }) => {
      const { topic, partition } = batch
      await Promise.all(
        batch.messages.map(async (message) => {
          await process({ topic, partition, message })
          resolveOffset(message.offset)
          await heartbeat()
        }),
      )
    },
  })
  return () => consumer.disconnect()
}
