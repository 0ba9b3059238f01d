/** MISTAKE: what is resolved covers the messages before it, done or not. */
export async function start(kafka, processOrder) {
  const consumer = kafka.consumer({ groupId: 'orders-service' })
  await consumer.connect()
  await consumer.subscribe({ topics: ['orders'], fromBeginning: true })
  await consumer.run({
    eachBatchAutoResolve: false,
    eachBatch: async ({ batch, resolveOffset, heartbeat }) => {
      const { topic, partition } = batch
      await Promise.all(
        batch.messages.map(async (message) => {
          await processOrder({ topic, partition, message })
          resolveOffset(message.offset)
          await heartbeat()
        }),
      )
    },
  })
  return () => consumer.disconnect()
}
