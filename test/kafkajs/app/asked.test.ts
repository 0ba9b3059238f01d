/** What a service asks of its consumer is in the history. */
import { expect, it } from 'vitest'
import type { EventKind } from '../../../src/model/history.ts'
import { runService } from '../run-service.ts'

const asked: readonly EventKind[] = ['subscribed', 'paused', 'resumed']

function told(handler: string, more = ''): readonly unknown[] {
  const events = runService(`
    export default async function start({ kafka, topic, process: work }) {
      const consumer = kafka.consumer({ groupId: 'mine' })
      await consumer.connect()
      await consumer.subscribe({ topics: [topic], fromBeginning: true })
      ${more}
      let first = true
      await consumer.run({
        eachMessage: async (given) => {
          await work(given)
          if (!first) return
          first = false
          const { partition, pause } = given
          ${handler}
        },
      })
      return () => consumer.disconnect()
    }`)
  return events
    .filter(({ kind }) => asked.includes(kind))
    .map(({ time: _, ...event }) => Object.values(event).join(' '))
}

it('a pause of the consumer and its resumption', () => {
  const lines = told(`
    consumer.pause([{ topic }])
    consumer.pause([{ topic, partitions: [partition] }])
    setTimeout(() => consumer.resume([{ topic }]), 500)`)
  expect(lines).toEqual(['subscribed A orders', 'paused A orders 0', 'resumed A orders 0'])
})

it('a pause by what the handler is given', () => {
  const lines = told('setTimeout(pause(), 500)')
  expect(lines).toEqual(['subscribed A orders', 'paused A orders 0', 'resumed A orders 0'])
})

it('a subscription, which kafkajs adds to those of before, and none that is refused', () => {
  const more = `
    await kafka.admin().createTopics({ topics: [{ topic: 'more' }] })
    await consumer.subscribe({ topic: /^mo/ })
    await consumer.subscribe({ topics: [7] }).catch(() => {})`
  expect(told('', more)).toEqual(['subscribed A orders', 'subscribed A orders,/^mo/'])
})
