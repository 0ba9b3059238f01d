/**
 * A wrong service: the offset is committed before the record is processed. Whatever claims to tell
 * it from `kafkajs-commit-after-each` must find it.
 */
import type { Service, Stop } from '../../src/strategies/kafkajs/service.ts'

export default async function start(service: Service): Promise<Stop> {
  const { kafka, topic, fromBeginning, process } = service
  const consumer = kafka.consumer({ groupId: 'orders-service' })
  await consumer.connect()
  await consumer.subscribe({ topics: [topic], fromBeginning })
  await consumer.run({
    autoCommit: false,
    eachMessage: async ({ topic, partition, message }) => {
      const offset = (BigInt(message.offset) + 1n).toString()
      await consumer.commitOffsets([{ topic, partition, offset }]).catch(() => undefined)
      await process({ topic, partition, message })
    },
  })
  return () => consumer.disconnect()
}
