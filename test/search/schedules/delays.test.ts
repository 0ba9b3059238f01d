/** Delays in random schedules: drawn, recorded, and played again. */
import seedrandom from 'seedrandom'
import { describe, expect, it, test } from 'vitest'
import { runStrategy } from '../../../src/kafkajs/runner.ts'
import type { HistoryEvent } from '../../../src/model/history.ts'
import { defaultScenario, type Scenario } from '../../../src/model/scenario.ts'
import { probe } from '../../../src/search/schedules/probe.ts'
import { RandomChoices } from '../../../src/search/schedules/random-choices.ts'
import { choicesOf, delayEntry, entriesOf } from '../../../src/search/schedules/recording.ts'
import { ReplayChoices } from '../../../src/search/schedules/replay-choices.ts'
import { drawDelays, drawFaults, swarmRanges } from '../../../src/search/schedules/swarm.ts'
import { strategies } from '../../../src/strategies/all.ts'
import type { AnyStrategy } from '../../../src/strategies/strategy.ts'

function named(name: string): AnyStrategy {
  return strategies.find(({ strategy }) => strategy.name === name)?.strategy as AnyStrategy
}

const model: Scenario = { ...defaultScenario, records: 10, delaysMax: 3, budgets: { crash: 1 } }
const service: Scenario = { ...model, brokers: 2 }

function play(strategy: AnyStrategy, scenario: Scenario, choices: RandomChoices | ReplayChoices) {
  const events: HistoryEvent[] = []
  runStrategy(strategy, scenario, choices, (event) => events.push(event))
  return events
}

describe.each<[string, AnyStrategy, Scenario, number]>([
  ['a program', named('commit-sync-after-batch'), model, 40],
  ['a service', named('kafkajs-each-message'), service, 8],
])('%s', (_, strategy, scenario, runs) => {
  it('is delayed in most runs, and plays them again from choices and from entries', () => {
    const ranges = swarmRanges(scenario, probe(runStrategy, strategy, scenario))
    let delayed = 0
    for (let seed = 0; seed < runs; seed++) {
      const random = new RandomChoices(ranges, seed)
      const events = play(strategy, scenario, random)
      const { recording } = random
      if (recording.entries.includes(delayEntry)) delayed++
      for (const reading of ['choices', 'entries'] as const) {
        const list = (reading === 'choices' ? choicesOf : entriesOf)(recording)
        const replay = new ReplayChoices(list, reading)
        expect(play(strategy, scenario, replay)).toEqual(events)
        expect(replay.misfitAt).toBe(-1)
      }
    }
    expect(delayed / runs).toBeGreaterThan(0.6)
  })

  it('is never delayed where the scenario says nothing of it', () => {
    const { delaysMax: _delays, ...rest } = scenario
    const ranges = swarmRanges(rest, probe(runStrategy, strategy, rest))
    for (let seed = 0; seed < runs; seed++) {
      const random = new RandomChoices(ranges, seed)
      play(strategy, rest, random)
      expect(random.recording.entries).not.toContain(delayEntry)
    }
  })
})

/** In how many of the runs with delays one begins within the first 12 steps. */
function earlyShare(strategy: AnyStrategy, scenario: Scenario): number {
  const ranges = swarmRanges(scenario, probe(runStrategy, strategy, scenario))
  const draw = seedrandom('early')
  const plan = { moments: [], faults: [], waiting: [] }
  const moments: number[] = []
  let [delayed, early] = [0, 0]
  for (let i = 0; i < 2000; i++) {
    drawFaults(ranges, draw, plan)
    drawDelays(ranges, draw, plan, moments)
    if (moments.length === 0) continue
    delayed++
    if ((moments[0] ?? 0) < 12) early++
  }
  return early / delayed
}

test('of the delayed runs of a program, half begin while the group forms', () => {
  expect(earlyShare(named('commit-sync-after-batch'), model)).toBeGreaterThan(0.5)
  expect(earlyShare(named('kafkajs-each-message'), service)).toBeLessThan(0.3)
})
