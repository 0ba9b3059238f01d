/**
 * `autoCommit: false` and `consumer.commitOffsets` after each message, the next offset being
 * committed. A commit that the group refuses because it rebalances is left alone: kafkajs would
 * take the error for the handler's and stop for good, while the next heartbeat rejoins.
 *
 * Source: reference C.5;
 * https://kafka.js.org/docs/consuming#a-name-manual-commits-a-manual-committing
 */
import type { KafkajsStrategy, Service, Stop } from './service.ts'
import { kafkajsStalls } from './stalls.ts'

/** The strategy. */
export const kafkajsCommitAfterEach: KafkajsStrategy = {
  name: 'kafkajs-commit-after-each',
  summary: 'In kafkajs, autoCommit: false, consumer.commitOffsets after each message.',
  claims: 'at-least-once',
  stalls: {
    under: [...kafkajsStalls.under, 'commit-lost', 'commit-unanswered'],
    because:
      'a connection that breaks between JoinGroup and SyncGroup leaves a consumer that ' +
      'heartbeats in the new generation and commits in the old one, and the refusal is swallowed',
  },
  service: import.meta.url,
}

/** The errors of a member whose group moves on without it; kafkajs wraps them. */
const ofRebalance = ['REBALANCE_IN_PROGRESS', 'ILLEGAL_GENERATION', 'UNKNOWN_MEMBER_ID']

function isOfRebalance(error: unknown): boolean {
  const { type, cause } = error as { type?: string; cause?: unknown }
  if (type !== undefined && ofRebalance.includes(type)) return true
  return cause !== undefined && cause !== null && isOfRebalance(cause)
}

export default async function start(service: Service): Promise<Stop> {
  const { kafka, topic, fromBeginning, process } = service
  const consumer = kafka.consumer({ groupId: 'orders-service' })
  await consumer.connect()
  await consumer.subscribe({ topics: [topic], fromBeginning })
  await consumer.run({
    autoCommit: false,
    eachMessage: async ({ topic, partition, message }) => {
      await process({ topic, partition, message })
      const offset = (BigInt(message.offset) + 1n).toString()
      try {
        await consumer.commitOffsets([{ topic, partition, offset }])
      } catch (error) {
        if (!isOfRebalance(error)) throw error
      }
    },
  })
  return () => consumer.disconnect()
}
