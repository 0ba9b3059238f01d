/** offsetsForTimes: the first record of a partition that is not older than a time. */
import { expect, it } from 'vitest'
import { firstRecords, goOn, of, place, play } from '../scripted.ts'

it('A.9: finds the first record that is not older, and none where all are', () => {
  const { events, notes } = play({ scenario: { records: 6 } }, function* (stage) {
    const { consumer } = stage
    const first = yield* firstRecords(consumer)
    let last = first.at(-1)?.offset ?? -1
    while (last < 5) last = (yield* consumer.poll()).at(-1)?.offset ?? last
    const now = yield* stage.now()
    for (const timestamp of [0, 1, now + 1]) {
      stage.note(JSON.stringify(yield* consumer.offsetsForTimes([{ ...place(0), timestamp }])))
    }
    yield* goOn(stage)
  })
  const produced = of(events, 'produced')
  const later = produced.find(({ time }) => time >= 1)
  expect(later?.offset).toBeGreaterThan(0)
  const entry = (one: (typeof produced)[number] | undefined) =>
    JSON.stringify([{ ...place(0), offset: one?.offset, timestamp: one?.time }])
  expect(notes).toEqual([`A ${entry(produced[0])}`, `A ${entry(later)}`, 'A []'])
})

it('asks the new leader when the old one has lost the partition', () => {
  const { notes } = play(
    {
      scenario: { records: 4, brokers: 2 },
      faults: [{ fault: 'leader-failover', when: (event) => event.kind === 'polled' }],
    },
    function* (stage) {
      yield* firstRecords(stage.consumer)
      const found = yield* stage.consumer.offsetsForTimes([{ ...place(0), timestamp: 0 }])
      stage.note(found.map(({ offset }) => offset))
      yield* goOn(stage)
    },
  )
  expect(notes).toEqual(['A 0'])
})

it('refuses a time of before all times', () => {
  const { notes } = play({}, function* (stage) {
    yield* firstRecords(stage.consumer)
    try {
      yield* stage.consumer.offsetsForTimes([{ ...place(0), timestamp: -1 }])
    } catch (error) {
      stage.note((error as Error).name)
    }
    yield* goOn(stage)
  })
  expect(notes).toEqual(['A IllegalArgumentException'])
})
