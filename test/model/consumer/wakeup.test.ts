/** wakeup() of another thread: it ends the poll that waits, and does not wait for its time-out. */
import { expect, test } from 'vitest'
import { play } from '../scripted.ts'

test('a poll that waits is woken up by another thread', () => {
  const { notes } = play({ scenario: { records: 0 } }, function* (stage) {
    yield* stage.consumer.subscribe(['orders'])
    yield* stage.consumer.poll()
    yield* stage.fork(function* () {
      yield* stage.sleep(50)
      yield* stage.consumer.wakeup()
    })
    const start = yield* stage.now()
    try {
      yield* stage.consumer.poll(60_000)
      stage.note('returned')
    } catch (error) {
      stage.note(`${(error as Error).name} after ${(yield* stage.now()) - start}`)
    }
  })
  expect(notes[0]).toBe('A WakeupException after 50')
})
