/**
 * `eachMessage` that does not wait for its own work: the message counts as done when the work has
 * only begun, and what a crash interrupts is committed already.
 *
 * Source: reference F; n8n #16906.
 */
import type { KafkajsStrategy, Service, Stop } from '../kafkajs/service.ts'

/** The strategy. */
export const kafkajsFireAndForget: KafkajsStrategy = {
  name: 'kafkajs-fire-and-forget',
  summary: 'In kafkajs, eachMessage whose handler does not await its work.',
  claims: 'at-least-once',
  caughtBy: { property: 'at-least-once', under: 'crash' },
  service: import.meta.url,
}

export default async function start(service: Service): Promise<Stop> {
  const { kafka, topic, fromBeginning, process } = service
  const consumer = kafka.consumer({ groupId: 'orders-service' })
  await consumer.connect()
  await consumer.subscribe({ topics: [topic], fromBeginning })
  await consumer.run({
    eachMessage: async ({ topic, partition, message }) => {
      process({ topic, partition, message }).catch(() => undefined)
    },
  })
  return () => consumer.disconnect()
}
