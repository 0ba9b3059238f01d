/**
 * A batch handler that leaves its loop when the consumer stops, everything else at its default.
 *
 * https://github.com/tulios/kafkajs/issues/18, https://github.com/tulios/kafkajs/pull/59
 */
import type { Service, Stop } from '../../../../src/strategies/kafkajs/service.ts'

export default async function start({ kafka, topic, process }: Service): Promise<Stop> {
  const consumer = kafka.consumer({ groupId: 'orders' })
  await consumer.connect()
  await consumer.subscribe({ topic, fromBeginning: true })
  await consumer.run({
    eachBatch: async ({ batch, resolveOffset, heartbeat, isRunning }) => {
      for (const message of batch.messages) {
        if (!isRunning()) break
        await process({ topic: batch.topic, partition: batch.partition, message })
        resolveOffset(message.offset)
        await heartbeat()
      }
    },
  })
  return () => consumer.disconnect()
}
