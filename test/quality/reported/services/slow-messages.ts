/**
 * The same work message by message: after each one the client looks whether the group rebalances.
 *
 * https://github.com/tulios/kafkajs/issues/1720, https://github.com/tulios/kafkajs/issues/1197
 */
import type { Service, Stop } from '../../../../src/strategies/kafkajs/service.ts'

export default async function start({ kafka, topic, process }: Service): Promise<Stop> {
  const consumer = kafka.consumer({ groupId: 'orders', sessionTimeout: 60_000 })
  await consumer.connect()
  await consumer.subscribe({ topic, fromBeginning: true })
  await consumer.run({
    eachMessage: async ({ topic, partition, message }) => {
      await callSlowService()
      await process({ topic, partition, message })
    },
  })
  return () => consumer.disconnect()
}

/** What the handler waits for takes four seconds. */
function callSlowService(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 4000))
}
