/** MISTAKE: the message counts as done when its work has only begun. */
export async function start(kafka, processOrder) {
  const consumer = kafka.consumer({ groupId: 'orders-service' })
  await consumer.connect()
  await consumer.subscribe({ topics: ['orders'], fromBeginning: true })
  await consumer.run({
    eachMessage: async ({ topic, partition, message }) => {
      processOrder({ topic, partition, message }).catch(() => undefined)
    },
  })
  return () => consumer.disconnect()
}
