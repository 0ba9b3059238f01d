/** A service that is busy for ever without achieving anything comes to an end nevertheless. */
import { expect, test } from 'vitest'
import { ofKind, runService } from './run-service.ts'

test('a service that only aborts transactions is given up', () => {
  const events = runService(`
    export default async function start({ kafka, topic }) {
      const producer = kafka.producer({ transactionalId: 'mine', idempotent: true })
      await producer.connect()
      let goesOn = true
      const work = async () => {
        while (goesOn) {
          const transaction = await producer.transaction()
          await transaction.send({ topic, messages: [{ value: 'never seen' }] })
          await transaction.abort()
          await new Promise((rested) => setTimeout(rested, 1000))
        }
      }
      void work()
      return async () => { goesOn = false; await producer.disconnect() }
    }`)
  expect(ofKind(events, 'transaction-aborted').length).toBeGreaterThan(100)
  expect(events.at(-1)).toMatchObject({ kind: 'ended', drained: false })
})
