/**
 * A handler that commits the offset of the message it has done, not the next one.
 *
 * https://github.com/tulios/kafkajs/issues/540
 */
import type { Service, Stop } from '../../../../src/strategies/kafkajs/service.ts'

export default async function start({ kafka, topic, process }: Service): Promise<Stop> {
  const consumer = kafka.consumer({ groupId: 'orders' })
  await consumer.connect()
  await consumer.subscribe({ topic, fromBeginning: true })
  await consumer.run({
    autoCommit: false,
    eachMessage: async ({ topic, partition, message }) => {
      await process({ topic, partition, message })
      await consumer.commitOffsets([{ topic, partition, offset: message.offset }])
    },
  })
  return () => consumer.disconnect()
}
