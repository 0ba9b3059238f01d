/** Commits each message, and works only on what is committed: at most once. */
export async function start(kafka, processOrder) {
  const consumer = kafka.consumer({ groupId: 'orders-service' })
  await consumer.connect()
  await consumer.subscribe({ topics: ['orders'], fromBeginning: true })
  let stopping = false
  await consumer.run({
    autoCommit: false,
    eachMessage: async ({ topic, partition, message, heartbeat }) => {
      const offset = (BigInt(message.offset) + 1n).toString()
      try {
        await consumer.commitOffsets([{ topic, partition, offset }])
      } catch (error) {
        await heartbeat()
        // Not the error itself: kafkajs would stop for good at one of the group's.
        throw new Error(`cannot commit ${topic}-${partition}: ${error}`)
      }
      // While a consumer stops, commitOffsets returns although nothing was committed.
      if (stopping) throw new Error(`cannot tell whether ${topic}-${partition} is committed`)
      try {
        await processOrder({ topic, partition, message })
      } catch (error) {
        // Committed already: to fail now would bring the message back.
        console.error(`given up: ${topic}-${partition}@${message.offset}`, error)
      }
    },
  })
  return () => {
    stopping = true
    return consumer.disconnect()
  }
}
