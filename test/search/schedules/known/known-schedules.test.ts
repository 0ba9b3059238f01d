import { describe, expect, test } from 'vitest'
import { runStrategy } from '../../../../src/kafkajs/runner.ts'
import type { HistoryEvent } from '../../../../src/model/history.ts'
import { defaultScenario } from '../../../../src/model/scenario.ts'
import { properties } from '../../../../src/properties/all.ts'
import { cellScenario } from '../../../../src/search/planning/plan.ts'
import { playKnown } from '../../../../src/search/random/try-known.ts'
import { formatPlaced, parsePlaced } from '../../../../src/search/schedules/known/disturbance.ts'
import { knownUnder } from '../../../../src/search/schedules/known/known.ts'
import { KnownChoices } from '../../../../src/search/schedules/known/known-choices.ts'
import { placed } from '../../../../src/search/schedules/known/place.ts'
import { probe } from '../../../../src/search/schedules/probe.ts'
import { RandomChoices } from '../../../../src/search/schedules/random-choices.ts'
import { choicesOf, entriesOf } from '../../../../src/search/schedules/recording.ts'
import { ReplayChoices } from '../../../../src/search/schedules/replay-choices.ts'
import { createSubject, type Subject } from '../../../../src/search/schedules/subject.ts'
import { swarmRanges } from '../../../../src/search/schedules/swarm.ts'
import { Trials } from '../../../../src/search/shrinking/trials.ts'
import { strategies } from '../../../../src/strategies/all.ts'

function subjectOf(name: string, fault: string): Subject {
  const shipped = strategies.find(({ strategy }) => strategy.name === name)
  if (shipped === undefined) throw new Error(`no strategy ${name}`)
  const { strategy } = shipped
  return createSubject(strategy, cellScenario(strategy, fault, {}, defaultScenario), runStrategy)
}

const lostCommit = 'commit-requested 2 +0 disconnect 4 1; start +12 delay 0 3 7; world 3 = 1'

test('a text says all of a schedule', () => {
  const schedule = parsePlaced(lostCommit)
  expect(schedule).toEqual({
    disturbances: [
      { after: { landmark: 7, count: 2 }, steps: 0, what: 'disconnect', details: [4, 1] },
      { after: null, steps: 12, what: 'delay', details: [0, 3, 7] },
    ],
    world: [{ at: 3, choice: 1 }],
  })
  expect(parsePlaced(formatPlaced(schedule))).toEqual(schedule)
})

test.each(['', 'commit-requested +0 crash', 'birthday 1 +0 crash', 'start +1 flood 2'])(
  'refuses %j',
  (text) => {
    expect(() => parsePlaced(text)).toThrow(RangeError)
  },
)

describe.each([
  ['auto-commit', 'disconnect'],
  ['commit-async-after-batch', 'crash'],
  ['spring-batch', 'unclean-election'],
])('%s under %s', (name, fault) => {
  const subject = subjectOf(name, fault)
  const { strategy, scenario, runner } = subject
  const ranges = swarmRanges(scenario, probe(runner, strategy, scenario))
  const known = new KnownChoices()

  test.each([1, 2, 3, 4, 5, 6, 7, 8])('the schedule of seed %d is the same run again', (seed) => {
    const drawn = new RandomChoices(ranges, seed)
    const first: HistoryEvent[] = []
    runner(strategy, scenario, drawn, (event) => first.push(event))
    known.reset(placed(subject, choicesOf(drawn.recording)))
    const second: HistoryEvent[] = []
    runner(strategy, scenario, known, (event) => second.push(event))
    expect(second).toEqual(first)
    expect(known.recording.choices).toEqual(drawn.recording.choices)
  })
})

test('a schedule breaks strategies that it was not found for', () => {
  const crash = parsePlaced('effect 1 +0 crash 0')
  for (const name of ['commit-sync-after-batch', 'auto-commit', 'spring-batch']) {
    const { broken } = playKnown(subjectOf(name, 'crash'), properties, crash)
    expect(broken).toContain('at-most-once')
  }
})

test('only what needs no other faults is tried', () => {
  const ofCrash = knownUnder(['crash'], 'programs')
  expect(ofCrash.length).toBeGreaterThan(0)
  for (const { disturbances } of ofCrash) {
    const kinds = disturbances.map(({ what }) => what)
    expect(['crash', 'delay', 'order']).toEqual(expect.arrayContaining(kinds))
  }
  expect(knownUnder(['crash', 'join'], 'programs').length).toBeGreaterThan(ofCrash.length)
})

test('what a known schedule does is noted as a replay of it would note it', () => {
  const subject = subjectOf('spring-manual', 'retention')
  const known = new KnownChoices()
  const { strategy, scenario, runner } = subject
  const chosen = knownUnder(['retention'], 'programs')
  for (const schedule of chosen) {
    known.reset(schedule)
    runner(strategy, scenario, known, () => {})
    const replayed = new ReplayChoices(entriesOf(known.recording), 'entries')
    runner(strategy, scenario, replayed, () => {})
    expect(known.recording).toEqual(replayed.recording)
  }
  expect(chosen.some(({ disturbances }) => disturbances.length > 2)).toBe(true)
})

test('a schedule that a search plays is a trial of it, and is played once', () => {
  const trials = new Trials(subjectOf('commit-sync-after-batch', 'crash'), properties)
  const trial = trials.playKnown(parsePlaced('effect 1 +0 crash 0'))
  const repeated = properties.findIndex(({ name }) => name === 'at-most-once')
  expect(trials.best(repeated)).toBe(trial)
  expect(trials.play(entriesOf(trial.recording))).toBe(trial)
  expect(trials.runs).toBe(1)
})
