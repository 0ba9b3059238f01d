/** A quiet run ends drained, however the consumer waits; one that has something to do does not. */
import { expect, test } from 'vitest'
import { runStrategy } from '../../../src/kafkajs/runner.ts'
import { calmChoices } from '../../../src/model/choices.ts'
import type { HistoryEvent } from '../../../src/model/history.ts'
import { defaultScenario } from '../../../src/model/scenario.ts'
import { defaultSettings } from '../../../src/model/settings.ts'
import type { Strategy } from '../../../src/strategies/strategy.ts'

type Run = Strategy['run']

function outcomeOf(program: Run, settings: Partial<typeof defaultSettings> = {}) {
  const events: HistoryEvent[] = []
  const scenario = { ...defaultScenario, settings: { ...defaultSettings, ...settings } }
  const strategy: Strategy = { name: 'mine', summary: '', claims: 'at-least-once', run: program }
  const { drained } = runStrategy(
    strategy,
    scenario,
    calmChoices,
    (event) => void events.push(event),
  )
  // Of two partitions, to their ends: ten records each and one more in the calm.
  const ends = events.flatMap((event) => {
    return event.kind === 'commit-applied' && event.offset === 11 ? [event.partition] : []
  })
  return { drained, committed: new Set(ends).size }
}

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
])('%s comes to rest', (_, program) => {
  expect(outcomeOf(program)).toEqual({ drained: true, committed: 2 })
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
