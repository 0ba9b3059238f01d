/**
 * At-most-once with `autoCommit: false`: the offset after the message is committed first, and only
 * when that has succeeded is the message processed. A message whose commit failed is given up.
 *
 * Source: reference C.5;
 * https://kafka.js.org/docs/consuming#a-name-manual-commits-a-manual-committing
 */
import type { KafkajsStrategy, Service, Stop } from './service.ts'

/** The strategy. */
export const kafkajsCommitBeforeEach: KafkajsStrategy = {
  name: 'kafkajs-commit-before-each',
  summary: 'In kafkajs, autoCommit: false, consumer.commitOffsets before each message.',
  claims: 'at-most-once',
  service: import.meta.url,
}

export default async function start(service: Service): Promise<Stop> {
  const { kafka, topic, fromBeginning, process } = service
  const consumer = kafka.consumer({ groupId: 'orders-service' })
  await consumer.connect()
  await consumer.subscribe({ topics: [topic], fromBeginning })
  await consumer.run({
    autoCommit: false,
    eachMessage: async ({ topic, partition, message }) => {
      const offset = (BigInt(message.offset) + 1n).toString()
      await consumer.commitOffsets([{ topic, partition, offset }])
      await process({ topic, partition, message })
    },
  })
  return () => consumer.disconnect()
}
