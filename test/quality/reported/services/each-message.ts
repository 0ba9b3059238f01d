/**
 * The same work where the client commits by itself, everything at its default.
 *
 * https://github.com/tulios/kafkajs/issues/1712, https://github.com/tulios/kafkajs/pull/1474
 */
import type { Service, Stop } from '../../../../src/strategies/kafkajs/service.ts'

export default async function start({ kafka, topic, process }: Service): Promise<Stop> {
  const consumer = kafka.consumer({ groupId: 'orders' })
  await consumer.connect()
  await consumer.subscribe({ topic, fromBeginning: true })
  await consumer.run({
    eachMessage: async ({ topic, partition, message }) => {
      await process({ topic, partition, message })
    },
  })
  return () => consumer.disconnect()
}
