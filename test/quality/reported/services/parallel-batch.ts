/**
 * A batch handler that works on all messages at once, resolves each as it finishes, and keeps the
 * session alive with a loop of heartbeats.
 *
 * https://github.com/tulios/kafkajs/issues/1764, https://github.com/tulios/kafkajs/issues/320
 */
import type { Service, Stop } from '../../../../src/strategies/kafkajs/service.ts'

export default async function start({ kafka, topic, process }: Service): Promise<Stop> {
  const consumer = kafka.consumer({ groupId: 'orders' })
  await consumer.connect()
  await consumer.subscribe({ topic, fromBeginning: true })
  await consumer.run({
    eachBatch: async ({ batch, resolveOffset, heartbeat, commitOffsetsIfNecessary }) => {
      let running = true
      const heartbeats = (async () => {
        while (running) {
          await heartbeat()
          await new Promise((resolve) => setTimeout(resolve, 1000))
        }
      })()
      try {
        await Promise.all(
          batch.messages.map(async (message) => {
            await process({ topic: batch.topic, partition: batch.partition, message })
            resolveOffset(message.offset)
          }),
        )
        await commitOffsetsIfNecessary()
      } finally {
        running = false
        await heartbeats
      }
    },
  })
  return () => consumer.disconnect()
}
