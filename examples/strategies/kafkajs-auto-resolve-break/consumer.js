/** MISTAKE: leaves the batch early, and kafkajs resolves and commits all of it. */
export async function start(kafka, processOrder) {
  const consumer = kafka.consumer({ groupId: 'orders-service' })
  await consumer.connect()
  await consumer.subscribe({ topics: ['orders'], fromBeginning: true })
  await consumer.run({
    eachBatch: async ({ batch, heartbeat, isRunning, isStale }) => {
      const { topic, partition } = batch
      for (const message of batch.messages) {
        if (!isRunning() || isStale()) break
        await processOrder({ topic, partition, message })
        await heartbeat()
      }
    },
  })
  return () => consumer.disconnect()
}
