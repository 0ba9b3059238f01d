/**
 * `autoCommitThreshold: 1`: what is resolved is committed after every message as well as after
 * every batch.
 *
 * Source: reference C.4; https://kafka.js.org/docs/consuming#a-name-auto-commit-a-autocommit
 */
import type { KafkajsStrategy, Service, Stop } from './service.ts'
import { kafkajsStalls } from './stalls.ts'

/** The strategy. */
export const kafkajsAutoCommitThreshold: KafkajsStrategy = {
  name: 'kafkajs-auto-commit-threshold',
  summary: 'In kafkajs, eachMessage with autoCommitThreshold: 1.',
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
    autoCommitThreshold: 1,
    eachMessage: async ({ topic, partition, message }) => {
      await process({ topic, partition, message })
    },
  })
  return () => consumer.disconnect()
}
