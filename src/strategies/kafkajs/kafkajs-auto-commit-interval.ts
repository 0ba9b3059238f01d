/**
 * `autoCommitInterval`: what is resolved is also committed between messages, when the last commit
 * is five seconds old. The interval is looked at after a message and after a batch; there is no
 * timer.
 *
 * Source: reference C.4; https://kafka.js.org/docs/consuming#a-name-auto-commit-a-autocommit
 */
import type { KafkajsStrategy, Service, Stop } from './service.ts'
import { kafkajsStalls } from './stalls.ts'

/** The strategy. */
export const kafkajsAutoCommitInterval: KafkajsStrategy = {
  name: 'kafkajs-auto-commit-interval',
  summary: 'In kafkajs, eachMessage with autoCommitInterval: 5000.',
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
    autoCommitInterval: 5000,
    eachMessage: async ({ topic, partition, message }) => {
      await process({ topic, partition, message })
    },
  })
  return () => consumer.disconnect()
}
