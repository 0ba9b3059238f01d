/**
 * Consume, transform, produce: each batch in a transaction of the producer, to which the offsets
 * are sent, with one `transactional.id` per input partition, the only safe choice in kafkajs.
 *
 * Source: reference C.9; https://kafka.js.org/docs/transactions
 */
import type { Producer } from 'kafkajs'
import type { KafkajsStrategy, Service, Stop } from './service.ts'

/** The strategy. */
export const kafkajsTransactional: KafkajsStrategy = {
  name: 'kafkajs-transactional',
  summary: 'In kafkajs, transaction.sendOffsets, one transactional.id per input partition.',
  claims: 'exactly-once',
  uses: ['transactions'],
  service: import.meta.url,
}

const groupId = 'orders-service'

export default async function start(service: Service): Promise<Stop> {
  const { kafka, topic, fromBeginning, process } = service
  const consumer = kafka.consumer({ groupId, readUncommitted: false })
  const producers = new Map<number, Producer>()

  async function producerOf(partition: number): Promise<Producer> {
    const known = producers.get(partition)
    if (known !== undefined) return known
    const transactionalId = `${groupId}-${topic}-${partition}`
    const producer = kafka.producer({ transactionalId, idempotent: true, maxInFlightRequests: 1 })
    await producer.connect()
    producers.set(partition, producer)
    return producer
  }

  /** A producer whose transaction cannot be ended is of no use any more: the next one fences it. */
  async function giveUp(partition: number): Promise<void> {
    await producers.get(partition)?.disconnect()
    producers.delete(partition)
  }

  await consumer.connect()
  await consumer.subscribe({ topics: [topic], fromBeginning })
  await consumer.run({
    autoCommit: false,
    eachBatchAutoResolve: false,
    eachBatch: async ({ batch, resolveOffset, heartbeat, isRunning, isStale }) => {
      const { partition } = batch
      for (const message of batch.messages) {
        if (!isRunning() || isStale()) break
        const producer = await producerOf(partition)
        const transaction = await producer.transaction()
        try {
          await process({ topic, partition, message }, transaction)
          await transaction.send({ topic: 'invoices', messages: [{ value: message.value }] })
          const offset = (BigInt(message.offset) + 1n).toString()
          const topics = [{ topic, partitions: [{ partition, offset }] }]
          await transaction.sendOffsets({ consumerGroupId: groupId, topics })
          await transaction.commit()
        } catch (error) {
          await transaction.abort().catch(() => undefined)
          await giveUp(partition)
          throw error
        }
        resolveOffset(message.offset)
        await heartbeat()
      }
    },
  })
  return async () => {
    await consumer.disconnect()
    for (const producer of producers.values()) await producer.disconnect()
  }
}
