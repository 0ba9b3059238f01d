/** The records that all groups read: there before the first of them. */
import { Kafka, logLevel } from 'kafkajs'
import { partitions, records, topic } from './stage.ts'

/** Creates the topic, with all of its records. */
export async function produceRecords(port: number): Promise<void> {
  const brokers = [`127.0.0.1:${port}`]
  const kafka = new Kafka({ brokers, clientId: 'script', logLevel: logLevel.NOTHING })
  const admin = kafka.admin()
  await admin.connect()
  const topics = [{ topic, numPartitions: partitions, replicationFactor: 1 }]
  await admin.createTopics({ topics, waitForLeaders: false })
  await admin.disconnect()
  const producer = kafka.producer()
  await producer.connect()
  for (let partition = 0; partition < partitions; partition++) {
    const messages = Array.from({ length: records }, (_, i) => ({ value: `${i}`, partition }))
    await tried(() => producer.send({ topic, messages }))
  }
  await producer.disconnect()
}

/** A new partition has no leader for a moment: it is tried again for a while. */
async function tried(send: () => Promise<unknown>): Promise<void> {
  for (let left = 100; ; left--) {
    try {
      await send()
      return
    } catch (error) {
      if (left === 0) throw error
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
}
