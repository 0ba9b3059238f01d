/**
 * A batch handler that does all that the documentation asks for: it resolves each message when it
 * is done, sends heartbeats, and stops when the consumer does or the batch is stale.
 *
 * https://github.com/tulios/kafkajs/issues/1046
 */
import type { Service, Stop } from '../../../../src/strategies/kafkajs/service.ts'

export default async function start({ kafka, topic, process }: Service): Promise<Stop> {
  const consumer = kafka.consumer({ groupId: 'orders' })
  await consumer.connect()
  await consumer.subscribe({ topic, fromBeginning: true })
  await consumer.run({
    eachBatchAutoResolve: false,
    eachBatch: async ({ batch, resolveOffset, heartbeat, isRunning, isStale }) => {
      for (const message of batch.messages) {
        if (!isRunning() || isStale()) break
        await callSlowService()
        await process({ topic: batch.topic, partition: batch.partition, message })
        resolveOffset(message.offset)
        await heartbeat()
      }
    },
  })
  return () => consumer.disconnect()
}

/** What the handler waits for takes a second. */
function callSlowService(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 1000))
}
