/** kafkajs commits after each batch what the handler has returned from. */
export async function start(kafka, processOrder) {
  const consumer = kafka.consumer({ groupId: 'orders-service' })
  await consumer.connect()
  await consumer.subscribe({ topics: ['orders'], fromBeginning: true })
  await consumer.run({
    eachMessage: async ({ topic, partition, message }) => {
      await processOrder({ topic, partition, message })
    },
  })
  return () => consumer.disconnect()
}
