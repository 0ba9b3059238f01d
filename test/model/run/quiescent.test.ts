/** A quiet run ends drained, however the consumer waits; one that has something to do does not. */
import { expect, test } from 'vitest'
import { runStrategy } from '../../../src/kafkajs/runner.ts'
import { calmChoices } from '../../../src/model/choices.ts'
import type { HistoryEvent } from '../../../src/model/history.ts'
import { defaultScenario } from '../../../src/model/scenario.ts'
import { defaultSettings } from '../../../src/model/settings.ts'
import type { Strategy } from '../../../src/strategies/strategy.ts'

type Run = Strategy['run']

function runOf(program: Run) {
  const events: HistoryEvent[] = []
  const scenario = { ...defaultScenario, settings: defaultSettings }
  const strategy: Strategy = { name: 'mine', summary: '', claims: 'at-least-once', run: program }
  const { drained } = runStrategy(
    strategy,
    scenario,
    calmChoices,
    (event) => void events.push(event),
  )
  return { drained, events }
}

function outcomeOf(program: Run) {
  const { drained, events } = runOf(program)
  // Of two partitions, to their ends: ten records each and one more in the calm.
  const ends = events.flatMap((event) => {
    return event.kind === 'commit-applied' && event.offset === 11 ? [event.partition] : []
  })
  return { drained, committed: new Set(ends).size }
}

/** How many of the records were worked on to the end: of two partitions, to their ends. */
const doneBy = (program: Run) =>
  runOf(program).events.filter(({ kind }) => kind === 'processing-done').length

/** Polls in a thread of its own, as some do, beside a main thread that waits. */
const polling: Run = function* ({ consumer, process, fork, waitUntil }) {
  yield* fork(function* () {
    for (;;) {
      for (const record of yield* consumer.poll()) yield* process(record)
      yield* consumer.commitSync()
    }
  })
  yield* waitUntil(() => false)
}

/** The same with a main thread that looks whether it is to stop once a second. */
const looking: Run = function* ({ consumer, process, fork, sleep, stopping }) {
  yield* fork(function* () {
    for (;;) {
      for (const record of yield* consumer.poll()) yield* process(record)
      yield* consumer.commitSync()
    }
  })
  while (!(yield* stopping())) yield* sleep(1000)
}

/** Commits by hand every so many milliseconds, polling more often. */
const everySoOften = (pollMs: number, commitMs: number): Run =>
  function* ({ consumer, process, now }) {
    let next = (yield* now()) + commitMs
    for (;;) {
      for (const record of yield* consumer.poll(pollMs)) yield* process(record)
      if ((yield* now()) < next) continue
      yield* consumer.commitSync()
      next = (yield* now()) + commitMs
    }
  }

test.each([
  ['a poll loop in a thread of its own', polling],
  ['a main thread that looks again and again', looking],
  ['a commit every 5 s, polling 100 ms', everySoOften(100, 5000)],
  ['a commit every 5 s, polling 10 s', everySoOften(10_000, 5000)],
  ['a commit every 5 s, polling 10 ms', everySoOften(10, 5000)],
  ['a commit every 5 s, polling 0 ms', everySoOften(0, 5000)],
  ['a poll that never waits', everySoOften(0, 0)],
])('%s comes to rest', (_, program) => {
  expect(outcomeOf(program)).toEqual({ drained: true, committed: 2 })
})

/** Puts every record off for so long: pauses its partition, and reads it again when it is time. */
const putsOff = (delayMs: number): Run =>
  function* ({ consumer, process, now }) {
    const until = new Map<number, number>()
    for (;;) {
      const records = yield* consumer.poll(500)
      for (const [partition, time] of until) {
        if ((yield* now()) >= time) yield* consumer.resume([{ topic: 'orders', partition }])
      }
      for (const record of records) {
        const time = until.get(record.partition)
        if (time === undefined) {
          yield* consumer.seek(record, record.offset)
          yield* consumer.pause([record])
          until.set(record.partition, (yield* now()) + delayMs)
        } else if ((yield* now()) >= time) yield* process(record)
      }
    }
  }

/** Works on each record in a thread of its own, a while later. */
const later: Run = function* ({ consumer, process, fork, sleep }) {
  for (;;) {
    for (const record of yield* consumer.poll()) {
      yield* fork(function* () {
        yield* sleep(20_000)
        yield* process(record)
      })
    }
  }
}

test.each([
  ['paused for 5 s', putsOff(5000)],
  ['paused for a minute', putsOff(60_000)],
  ['left to a thread that sleeps', later],
])('no rest as long as something is %s', (_, program) => {
  expect(doneBy(program)).toBe(22)
})

/** Works on a record for ever in another thread while the first one polls in vain. */
const neverDone: Run = function* ({ consumer, fork, sleep, process, waitUntil }) {
  const waiting: Parameters<typeof process>[0][] = []
  yield* fork(function* () {
    yield* waitUntil(() => waiting.length > 0)
    for (const record of waiting) for (;;) yield* process(record)
  })
  for (;;) {
    waiting.push(...(yield* consumer.poll()))
    yield* sleep(10)
  }
}

test('a thread that works on a record is no rest', () => {
  expect(outcomeOf(neverDone).drained).toBe(false)
})
