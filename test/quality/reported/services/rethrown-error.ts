/**
 * The same handler, which lets the error through: the client fetches the message again.
 *
 * https://github.com/IBM/sarama/issues/1570
 */
import type { Service, Stop } from '../../../../src/strategies/kafkajs/service.ts'

export default async function start({ kafka, topic, process }: Service): Promise<Stop> {
  const consumer = kafka.consumer({ groupId: 'orders' })
  await consumer.connect()
  await consumer.subscribe({ topic, fromBeginning: true })
  await consumer.run({
    autoCommit: false,
    eachMessage: async ({ topic, partition, message }) => {
      try {
        await process({ topic, partition, message })
      } catch (error) {
        console.error('not marked, to be delivered again', message.offset, error)
        throw error
      }
      const offset = (BigInt(message.offset) + 1n).toString()
      await consumer.commitOffsets([{ topic, partition, offset }])
    },
  })
  return () => consumer.disconnect()
}
