/**
 * A handler that commits each message by hand when it is done.
 *
 * https://github.com/tulios/kafkajs/issues/1712, https://github.com/tulios/kafkajs/issues/1009
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
      await consumer.commitOffsets([
        { topic, partition, offset: (Number(message.offset) + 1).toString() },
      ])
    },
  })
  return () => consumer.disconnect()
}
