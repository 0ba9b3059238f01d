/**
 * A handler that marks a message only when it succeeded, and goes on to the next when it failed.
 *
 * Reported for a Go client, the same in any other: the offset of the next message covers the failed
 * one. https://github.com/IBM/sarama/issues/1570
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
        return
      }
      const offset = (BigInt(message.offset) + 1n).toString()
      await consumer.commitOffsets([{ topic, partition, offset }])
    },
  })
  return () => consumer.disconnect()
}
