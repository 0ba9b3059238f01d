/** A service gives a record up on purpose, and says so. */
import { expect, test } from 'vitest'
import { lastWords, ofKind, runService } from './run-service.ts'

const serviceThat = (handles: string) => `
  export default async function start({ kafka, topic, process, skip }) {
    const consumer = kafka.consumer({ groupId: 'orders-service' })
    await consumer.connect()
    await consumer.subscribe({ topics: [topic], fromBeginning: true })
    await consumer.run({ eachMessage: async (delivery) => { ${handles} } })
  }
`

test('the record is skipped, once, and the consumer goes on', () => {
  const events = runService(
    serviceThat(`
      if (delivery.message.offset === '1') skip(delivery)
      else await process(delivery)
    `),
  )
  const skipped = ofKind(events, 'processing-skipped')
  expect(skipped).toMatchObject([{ member: 'A', topic: 'orders', partition: 0, offset: 1 }])
  const done = ofKind(events, 'processing-done').map(({ offset }) => offset)
  expect(done).toEqual([0, 2, 3, 4])
  expect(ofKind(events, 'commit-applied').at(-1)?.offset).toBe(5)
  expect(events.at(-1)).toMatchObject({ kind: 'ended', drained: true })
})

test('what is no delivery ends the process with the place of the call', () => {
  const report = serviceThat('skip({ topic: 3 })')
  expect(() => lastWords(runService(report))).toThrow(/skip\(\) takes what eachMessage is given/)
})
