/** Commits each message when it is done. */
export async function start(kafka, processOrder) {
  const consumer = kafka.consumer({ groupId: 'orders-service' })
  await consumer.connect()
  await consumer.subscribe({ topics: ['orders'], fromBeginning: true })
  await consumer.run({
    autoCommit: false,
    eachMessage: async ({ topic, partition, message }) => {
      await processOrder({ topic, partition, message })
      const offset = (BigInt(message.offset) + 1n).toString()
      try {
        await consumer.commitOffsets([{ topic, partition, offset }])
      } catch (error) {
        // Thrown on, it would stop the consumer for good; the next heartbeat joins the group again.
        if (!isOfRebalance(error)) throw error
      }
    },
  })
  return () => consumer.disconnect()
}

const ofRebalance = ['REBALANCE_IN_PROGRESS', 'ILLEGAL_GENERATION', 'UNKNOWN_MEMBER_ID']

/** Whether the group moves on without this member; kafkajs wraps its errors. */
function isOfRebalance(error) {
  return Boolean(error) && (ofRebalance.includes(error.type) || isOfRebalance(error.cause))
}
