/**
 * The same consumer with `fromBeginning: true`.
 *
 * https://github.com/tulios/kafkajs/issues/1119, https://github.com/tulios/kafkajs/issues/238
 */
import type { Service, Stop } from '../../../../src/strategies/kafkajs/service.ts'

export default async function start({ kafka, topic, process }: Service): Promise<Stop> {
  const consumer = kafka.consumer({ groupId: 'orders' })
  await consumer.connect()
  await consumer.subscribe({ topic, fromBeginning: true })
  await consumer.run({
    eachBatch: async ({ batch, resolveOffset, heartbeat }) => {
      for (const message of batch.messages) {
        await process({ topic: batch.topic, partition: batch.partition, message })
        resolveOffset(message.offset)
        await heartbeat()
      }
    },
  })
  return () => consumer.disconnect()
}
