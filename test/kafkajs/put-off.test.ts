/** Work that a service puts off by a timer of its own is done before a run is over. */
import { expect, test } from 'vitest'
import { ofKind, runService } from './run-service.ts'

const service = (later: string) => `
  export default async function start({ kafka, topic, process }) {
    const consumer = kafka.consumer({ groupId: 'orders-service' })
    await consumer.connect()
    await consumer.subscribe({ topics: [topic], fromBeginning: true })
    const rows = []
    const flush = async () => { for (const row of rows.splice(0)) await process(row) }
    ${later === 'interval' ? 'setInterval(flush, 1000)' : ''}
    await consumer.run({
      eachMessage: async ({ topic, partition, message }) => {
        rows.push({ topic, partition, message })
        ${later === 'timeout' ? 'setTimeout(flush, 1000)' : ''}
      },
    })
  }`

test.each(['interval', 'timeout'])('by its %s', (later) => {
  const events = runService(service(later))
  expect(ofKind(events, 'effect').map(({ offset }) => offset)).toEqual([0, 1, 2, 3, 4])
  expect(ofKind(events, 'ended')).toMatchObject([{ drained: true }])
})
