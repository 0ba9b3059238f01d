/**
 * At-most-once with `autoCommit: false`: the offset after the message is committed first, and only
 * when that has succeeded is the message processed. A message whose handler fails is given up.
 *
 * A commit that fails is tried again with the same message, by an error that kafkajs does not take
 * for its own: it would stop for good at one of the group's (C.5).
 *
 * While a consumer stops, `commitOffsets` returns although nothing was committed: what it says then
 * is not to be trusted, and the message is left to whoever comes next.
 *
 * Source: reference C.5, C.6; `Runner.commitOffsets` of kafkajs;
 * https://kafka.js.org/docs/consuming#a-name-manual-commits-a-manual-committing
 */
import type { KafkajsStrategy, Service, Stop } from './service.ts'
import { kafkajsStalls } from './stalls.ts'

/** The strategy. */
export const kafkajsCommitBeforeEach: KafkajsStrategy = {
  name: 'kafkajs-commit-before-each',
  summary: 'In kafkajs, autoCommit: false, consumer.commitOffsets before each message.',
  claims: 'at-most-once',
  // A commit that is applied late puts the group back to before what was processed meanwhile; and
  // where a leader moves, the fetcher of one broker rejoins while that of another works on, whose
  // commits are accepted in the new generation (C.7, kafkajs #1046).
  exposedTo: ['commit-delayed', 'leader-failover'],
  stalls: kafkajsStalls,
  service: import.meta.url,
}

export default async function start(service: Service): Promise<Stop> {
  const { kafka, topic, fromBeginning, process } = service
  const consumer = kafka.consumer({ groupId: 'orders-service' })
  await consumer.connect()
  await consumer.subscribe({ topics: [topic], fromBeginning })
  let stopping = false
  await consumer.run({
    autoCommit: false,
    eachMessage: async ({ topic, partition, message, heartbeat }) => {
      const offset = (BigInt(message.offset) + 1n).toString()
      try {
        await consumer.commitOffsets([{ topic, partition, offset }])
      } catch (error) {
        await heartbeat()
        throw new Error(`cannot commit ${topic}-${partition}: ${String(error)}`)
      }
      if (stopping) throw new Error(`cannot tell whether ${topic}-${partition} is committed`)
      try {
        await process({ topic, partition, message })
      } catch {
        // Committed already: to fail now would bring the message back.
      }
    },
  })
  return () => {
    stopping = true
    return consumer.disconnect()
  }
}
