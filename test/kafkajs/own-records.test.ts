/** A module's `record` says what the records of a run hold. */
import { expect, test } from 'vitest'
import { lastWords, runService } from './run-service.ts'

/** Tells what the first message holds. */
function firstMessage(record: string): unknown {
  return lastWords(
    runService(`${record}
      export default async function start({ kafka, topic }) {
        const consumer = kafka.consumer({ groupId: 'orders-service' })
        await consumer.connect()
        await consumer.subscribe({ topics: [topic], fromBeginning: true })
        const first = await new Promise((tell, reject) => {
          consumer.run({ eachMessage: async ({ message }) => tell(message) }).catch(reject)
        })
        const { key, value, headers } = first
        const text = (bytes) => (bytes === null ? null : bytes.toString())
        const told = { key: text(key), value: text(value), trace: text(headers.trace ?? null) }
        throw Object.assign(new Error(JSON.stringify(told)), { name: 'Report' })
      }`),
  )
}

test('its key, value and headers reach the handler', () => {
  const record = `export const record = ({ topic, partition, offset }) => ({
    key: 'customer-' + partition,
    value: JSON.stringify({ order: topic + '/' + offset }),
    headers: { trace: 't' + offset },
  })`
  const value = JSON.stringify({ order: 'orders/0' })
  expect(firstMessage(record)).toEqual({ key: 'customer-0', value, trace: 't0' })
})

test('a tombstone has a key and no value', () => {
  const record = `export const record = () => ({ key: 'k', value: null })`
  expect(firstMessage(record)).toEqual({ key: 'k', value: null, trace: null })
})

test('without it a record is an order with an id', () => {
  const value = JSON.stringify({ id: 'orders-0-0' })
  expect(firstMessage('')).toEqual({ key: 'orders-0-0', value, trace: null })
})
