/** A consumer to begin with, where the user's own cannot be checked as it is. */

/** A kafkajs service. */
export function serviceText(isTypeScript: boolean): string {
  const [types, argument, answer] = isTypeScript
    ? ["import type { Service, Stop } from 'ackurate/kafkajs'\n\n", ': Service', ': Promise<Stop>']
    : ['', '', '']
  return `/**
 * How Ackurate starts your kafkajs consumer. Put a call of your own code here: hand it this
 * \`kafka\`, and let \`process\` stand for what it does with a record.
 */
${types}export default async function start({ kafka, topic, process }${argument})${answer} {
  const consumer = kafka.consumer({ groupId: 'my-service' })
  await consumer.connect()
  await consumer.subscribe({ topics: [topic], fromBeginning: true })
  await consumer.run({
    eachMessage: ({ topic, partition, message }) => process({ topic, partition, message }),
  })
  return () => consumer.disconnect()
}
`
}

/** A poll loop over the model, for every other client. */
export function programText(isTypeScript: boolean): string {
  const [types, type] = isTypeScript
    ? ["import type { Strategy } from 'ackurate'\n\n", ': Strategy']
    : ['', '']
  return `${types}/** Your poll loop; \`yield*\` stands where it waits, and may be killed. */
export const kafkaConsumer${type} = {
  name: 'kafka-consumer',
  claims: 'at-least-once',
  *run({ consumer, process }) {
    for (;;) {
      const records = yield* consumer.poll()
      for (const record of records) yield* process(record)
      yield* consumer.commitSync()
    }
  },
}
`
}
