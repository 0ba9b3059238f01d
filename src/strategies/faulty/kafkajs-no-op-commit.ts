/**
 * `autoCommit: false` with `resolveOffset` and `commitOffsetsIfNecessary()`: without an interval or
 * a threshold nothing is ever necessary, so nothing is ever committed.
 *
 * Source: reference C.4; kafkajs #1729.
 */
import type { KafkajsStrategy, Service, Stop } from '../kafkajs/service.ts'

/** The strategy. */
export const kafkajsNoOpCommit: KafkajsStrategy = {
  name: 'kafkajs-no-op-commit',
  summary: 'In kafkajs, autoCommit: false with commitOffsetsIfNecessary() and no threshold.',
  claims: 'at-least-once',
  /** What its author means it to be: a commit after every message. */
  reprocessingMax: () => 1,
  caughtBy: { property: 'bounded-reprocessing', under: 'crash' },
  service: import.meta.url,
}

export default async function start(service: Service): Promise<Stop> {
  const { kafka, topic, fromBeginning, process } = service
  const consumer = kafka.consumer({ groupId: 'orders-service' })
  await consumer.connect()
  await consumer.subscribe({ topics: [topic], fromBeginning })
  await consumer.run({
    autoCommit: false,
    eachBatchAutoResolve: false,
    eachBatch: async ({ batch, resolveOffset, heartbeat, commitOffsetsIfNecessary }) => {
      const { topic, partition } = batch
      for (const message of batch.messages) {
        await process({ topic, partition, message })
        resolveOffset(message.offset)
        await commitOffsetsIfNecessary()
        await heartbeat()
      }
    },
  })
  return () => consumer.disconnect()
}
