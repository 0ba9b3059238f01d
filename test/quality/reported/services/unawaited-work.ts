/**
 * A trigger that starts a workflow for each message and does not wait for it.
 *
 * https://github.com/n8n-io/n8n/issues/16906
 */
import type { Service, Stop } from '../../../../src/strategies/kafkajs/service.ts'

export default async function start({ kafka, topic, process }: Service): Promise<Stop> {
  const consumer = kafka.consumer({ groupId: 'orders' })
  await consumer.connect()
  await consumer.subscribe({ topic, fromBeginning: true })
  await consumer.run({
    eachMessage: async ({ topic, partition, message }) => {
      process({ topic, partition, message }).catch((error) => {
        console.error('workflow failed', error)
      })
    },
  })
  return () => consumer.disconnect()
}
