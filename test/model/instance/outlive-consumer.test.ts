/** A process that outlives its consumer: it is well, reads nothing, and ends when asked to. */
import { expect, test } from 'vitest'
import type { Program } from '../../../src/model/consumer/api.ts'
import { lines, of, play, type Stage, seen } from '../scripted.ts'

function* failing({ consumer, process, stopping, outliveConsumer, note }: Stage): Program<void> {
  try {
    for (const record of yield* consumer.poll()) yield* process(record)
    for (;;) for (const record of yield* consumer.poll()) yield* process(record)
  } catch (error) {
    yield* consumer.close()
    if (yield* stopping()) return
    yield* outliveConsumer(error)
    note('goes')
  }
}

const fails = { fault: 'handler-error', when: seen('processing-started') } as const

test('it is dead in a living process, which nobody starts again', () => {
  const { events, notes } = play({ faults: [fails] }, failing)
  expect(lines(events, 'consumer-crashed', 'died', 'stopped', 'started')).toHaveLength(2)
  expect(of(events, 'consumer-crashed')).toMatchObject([{ error: 'HandlerError', restart: false }])
  expect(notes).toEqual([])
})

test('asked to stop, it ends, and the next process goes on', () => {
  const stop = { fault: 'shutdown', when: seen('consumer-crashed', 'A'), target: 'A' } as const
  const error = { fault: 'handler-error', when: seen('processing-started', 'A') } as const
  const scenario = { members: 2, partitions: 2, records: 20 }
  const { events, notes } = play({ scenario, faults: [error, stop] }, failing)
  expect(notes).toEqual(['A goes'])
  expect(lines(events, 'stopped', 'started').slice(-2)).toEqual(['A stopped', 'C started'])
  expect(of(events, 'joined').some(({ member }) => member === 'C')).toBe(true)
  expect(of(events, 'ended')).toMatchObject([{ drained: true }])
})

test('a run is over early where others have taken over', () => {
  const { events } = play({ scenario: { members: 2, partitions: 2 }, faults: [fails] }, failing)
  expect(of(events, 'ended')).toMatchObject([{ drained: true }])
})
