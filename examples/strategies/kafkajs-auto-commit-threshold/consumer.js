/** Commits after every message, and after each batch. */
export async function start(kafka, processOrder) {
  const consumer = kafka.consumer({ groupId: 'orders-service' })
  await consumer.connect()
  await consumer.subscribe({ topics: ['orders'], fromBeginning: true })
  await consumer.run({
    autoCommitThreshold: 1,
    eachMessage: async ({ topic, partition, message }) => {
      await processOrder({ topic, partition, message })
    },
  })
  return () => consumer.disconnect()
}
