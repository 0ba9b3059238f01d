/**
 * Consume, transform, produce: each message in a transaction of the producer, to which its offset
 * is sent, with one `transactional.id` per input partition, the only safe choice in kafkajs.
 *
 * kafkajs sends offsets without the member's generation, so that the group cannot fence the owner
 * before; and it asks for the committed offset before the new owner's producer has fenced the old
 * one. So after every join the new owner first begins a transaction (which fences) and only then
 * looks how far the old one came. Without that, what the old owner commits in between is done
 * twice.
 *
 * Source: reference A.13, C.9; https://kafka.js.org/docs/transactions
 */
import type { Producer } from 'kafkajs'
import type { KafkajsStrategy, Service, Stop } from './service.ts'

/** The strategy. */
export const kafkajsTransactional: KafkajsStrategy = {
  name: 'kafkajs-transactional',
  summary: 'In kafkajs, transaction.sendOffsets, one transactional.id per input partition.',
  claims: 'exactly-once',
  uses: ['transactions'],
  stalls: {
    under: 'any',
    because:
      'a producer that the next owner of its partition has fenced ends the consumer for good, ' +
      'and a rebalance while the group starts is enough for that',
  },
  service: import.meta.url,
}

const groupId = 'orders-service'

interface Owned {
  readonly producer: Producer
  readonly join: number
}

export default async function start(service: Service): Promise<Stop> {
  const { kafka, topic, fromBeginning, process } = service
  const consumer = kafka.consumer({ groupId, readUncommitted: false })
  const admin = kafka.admin()
  const owned = new Map<number, Owned>()
  let joins = 0
  consumer.on(consumer.events.GROUP_JOIN, () => {
    joins++
  })

  /** A producer that has fenced the one before, whoever had it. */
  async function takeOver(partition: number): Promise<Producer> {
    await giveUp(partition)
    const transactionalId = `${groupId}-${topic}-${partition}`
    const producer = kafka.producer({ transactionalId, idempotent: true, maxInFlightRequests: 1 })
    await producer.connect()
    const first = await producer.transaction()
    await first.abort()
    return producer
  }

  /** A producer whose transaction could not be ended is of no use any more. */
  async function giveUp(partition: number): Promise<void> {
    const known = owned.get(partition)
    owned.delete(partition)
    await known?.producer.disconnect()
  }

  async function committedOffset(partition: number): Promise<string> {
    const [found] = await admin.fetchOffsets({ groupId, topics: [topic] })
    return found?.partitions.find((one) => one.partition === partition)?.offset ?? '-1'
  }

  await Promise.all([admin.connect(), consumer.connect()])
  await consumer.subscribe({ topics: [topic], fromBeginning })
  await consumer.run({
    autoCommit: false,
    eachBatchAutoResolve: false,
    eachBatch: async ({ batch, resolveOffset, heartbeat, isRunning, isStale }) => {
      const { partition } = batch
      const known = owned.get(partition)
      let producer = known?.producer
      if (producer === undefined || known?.join !== joins) {
        const join = joins
        producer = await takeOver(partition)
        const offset = await committedOffset(partition)
        // Only now: a handler that failed on the way must take over again.
        owned.set(partition, { producer, join })
        if (BigInt(offset) > BigInt(batch.firstOffset() ?? 0)) {
          consumer.seek({ topic, partition, offset })
          return
        }
      }
      for (const message of batch.messages) {
        if (!isRunning() || isStale()) break
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
    await admin.disconnect()
    for (const { producer } of owned.values()) await producer.disconnect()
  }
}
