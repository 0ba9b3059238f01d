/**
 * A handler that resolves by hand and asks for a commit "if necessary": without an interval or a
 * threshold it never is.
 *
 * https://github.com/tulios/kafkajs/issues/1729
 */
import type { Service, Stop } from '../../../../src/strategies/kafkajs/service.ts'

export default async function start({ kafka, topic, process }: Service): Promise<Stop> {
  const consumer = kafka.consumer({ groupId: 'orders' })
  await consumer.connect()
  await consumer.subscribe({ topic, fromBeginning: true })
  await consumer.run({
    autoCommit: false,
    eachBatchAutoResolve: false,
    eachBatch: async ({ batch, resolveOffset, heartbeat, commitOffsetsIfNecessary }) => {
      for (const message of batch.messages) {
        await process({ topic: batch.topic, partition: batch.partition, message })
        resolveOffset(message.offset)
        await heartbeat()
      }
      await commitOffsetsIfNecessary()
    },
  })
  return () => consumer.disconnect()
}
