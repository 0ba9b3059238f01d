/**
 * A wrong service: an early end of `eachBatch` where the whole batch is then resolved, with what was
 * not processed. Whatever claims to tell it from `kafkajs-each-batch` must find it.
 */
import type { Service, Stop } from '../../src/strategies/kafkajs/service.ts'

export default async function start(service: Service): Promise<Stop> {
  const { kafka, topic, fromBeginning, process } = service
  const consumer = kafka.consumer({ groupId: 'orders-service' })
  await consumer.connect()
  await consumer.subscribe({ topics: [topic], fromBeginning })
  await consumer.run({
    eachBatchAutoResolve: true,
    eachBatch: async ({ batch, heartbeat, isRunning, isStale }) => {
      const { topic, partition } = batch
      for (const message of batch.messages) {
        if (!isRunning() || isStale()) break
        await process({ topic, partition, message })
        await heartbeat()
      }
    },
  })
  return () => consumer.disconnect()
}
