/**
 * Each message in a transaction, with one transactional.id per input partition. `invoiceFor` makes
 * of a message the one that is written to the topic of invoices.
 */
export async function start(kafka, invoiceFor) {
  const groupId = 'orders-service'
  const consumer = kafka.consumer({ groupId, readUncommitted: false })
  const admin = kafka.admin()
  const owned = new Map()
  let joins = 0
  consumer.on(consumer.events.GROUP_JOIN, () => {
    joins++
  })

  /** A producer that has fenced the one before, whoever had it. */
  async function takeOver(topic, partition) {
    await giveUp(partition)
    const transactionalId = `${groupId}-${topic}-${partition}`
    const producer = kafka.producer({ transactionalId, idempotent: true, maxInFlightRequests: 1 })
    await producer.connect()
    const first = await producer.transaction()
    await first.abort()
    return producer
  }

  /** A producer whose transaction could not be ended is of no use any more. */
  async function giveUp(partition) {
    const known = owned.get(partition)
    owned.delete(partition)
    await known?.producer.disconnect()
  }

  async function committedOffset(topic, partition) {
    const [found] = await admin.fetchOffsets({ groupId, topics: [topic] })
    return found?.partitions.find((one) => one.partition === partition)?.offset ?? '-1'
  }

  await Promise.all([admin.connect(), consumer.connect()])
  await consumer.subscribe({ topics: ['orders'], fromBeginning: true })
  await consumer.run({
    autoCommit: false,
    eachBatchAutoResolve: false,
    eachBatch: async ({ batch, resolveOffset, heartbeat, isRunning, isStale }) => {
      const { topic, partition } = batch
      let { producer, join } = owned.get(partition) ?? {}
      if (producer === undefined || join !== joins) {
        join = joins
        // First fence the owner before, then ask how far it came.
        producer = await takeOver(topic, partition)
        const offset = await committedOffset(topic, partition)
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
          const invoice = await invoiceFor({ topic, partition, message }, transaction)
          await transaction.send({ topic: 'invoices', messages: [invoice] })
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
