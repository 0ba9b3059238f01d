/** MISTAKE: without an interval or a threshold no commit is ever necessary. */
export async function start(kafka, processOrder) {
  const consumer = kafka.consumer({ groupId: 'orders-service' })
  await consumer.connect()
  await consumer.subscribe({ topics: ['orders'], fromBeginning: true })
  await consumer.run({
    autoCommit: false,
    eachBatchAutoResolve: false,
    eachBatch: async ({ batch, resolveOffset, heartbeat, commitOffsetsIfNecessary }) => {
      const { topic, partition } = batch
      for (const message of batch.messages) {
        await processOrder({ topic, partition, message })
        resolveOffset(message.offset)
        await commitOffsetsIfNecessary()
        await heartbeat()
      }
    },
  })
  return () => consumer.disconnect()
}
