/** Commits after each batch, and after a message when five seconds have passed. */
export async function start(kafka, processOrder) {
  const consumer = kafka.consumer({ groupId: 'orders-service' })
  await consumer.connect()
  await consumer.subscribe({ topics: ['orders'], fromBeginning: true })
  await consumer.run({
    autoCommitInterval: 5000,
    eachMessage: async ({ topic, partition, message }) => {
      await processOrder({ topic, partition, message })
    },
  })
  return () => consumer.disconnect()
}
