/** What a producer is told, and what it does not start with. */
import { expect, it } from 'vitest'
import { goOn, outcomeOf, play } from '../scripted.ts'

it.each([{ acks: '1' }, { retries: 0 }, { 'enable.idempotence': false }] as const)(
  'there is no transactional producer with %s',
  (settings) => {
    const { notes } = play({ settings }, function* (stage) {
      stage.note(yield* outcomeOf(stage.producer.initTransactions()))
      yield* goOn(stage)
    })
    expect(notes).toEqual(['A ConfigException'])
  },
)
