/**
 * `eachMessage` with everything at its default: kafkajs resolves a message when its handler has
 * returned and commits what is resolved after each batch.
 *
 * Source: reference C.4; https://kafka.js.org/docs/consuming
 */
import type { KafkajsStrategy, Service, Stop } from './service.ts'
import { kafkajsStalls } from './stalls.ts'

/** The strategy. */
export const kafkajsEachMessage: KafkajsStrategy = {
  name: 'kafkajs-each-message',
  summary: 'In kafkajs, eachMessage with autoCommit, all defaults.',
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
    eachMessage: async ({ topic, partition, message }) => {
      await process({ topic, partition, message })
    },
  })
  return () => consumer.disconnect()
}
