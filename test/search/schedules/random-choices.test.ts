import { describe, expect, it } from 'vitest'
import { type Question, worldQuestion } from '../../../src/model/choices.ts'
import type { FaultName } from '../../../src/model/faults/all.ts'
import { probe } from '../../../src/search/schedules/probe.ts'
import { RandomChoices } from '../../../src/search/schedules/random-choices.ts'
import { choicesOf, entriesOf, faultOf } from '../../../src/search/schedules/recording.ts'
import { ReplayChoices } from '../../../src/search/schedules/replay-choices.ts'
import type { Runner } from '../../../src/search/schedules/subject.ts'
import { describeSwarm, swarmRanges } from '../../../src/search/schedules/swarm.ts'
import { toyRunner, toyScenario, toyStrategy } from '../toy.ts'

const runs = 2000

/** The toy, deaf to its choices. */
const calmRunner: Runner = (strategy, scenario, choices, emit) => {
  const choose = (bound: number, what: Question) => Math.min(0, choices.choose(bound, what))
  return toyRunner(strategy, scenario, { choose }, emit)
}

/** The entries of many runs of the toy. */
function entriesOfRuns(faults: readonly FaultName[], faultsMax = 3): number[][] {
  const scenario = toyScenario(faults, faultsMax)
  const choices = new RandomChoices(swarmRanges(scenario, { steps: 40, landmarks: [] }))
  return Array.from({ length: runs }, (_, seed) => {
    choices.reset(seed)
    toyRunner(toyStrategy, scenario, choices, () => {})
    return entriesOf(choices.recording)
  })
}

function faultsIn(entries: readonly number[]): FaultName[] {
  return entries.flatMap((entry) => faultOf(entry) ?? [])
}

describe('RandomChoices', () => {
  it('gives the same run for the same seed, whatever ran before', () => {
    const scenario = toyScenario(['crash', 'commit-lost'])
    const ranges = swarmRanges(scenario, { steps: 40, landmarks: [] })
    const reused = new RandomChoices(ranges)
    for (let seed = 0; seed < 50; seed++) {
      const fresh = new RandomChoices(ranges, seed)
      reused.reset(seed)
      toyRunner(toyStrategy, scenario, fresh, () => {})
      toyRunner(toyStrategy, scenario, reused, () => {})
      expect(choicesOf(reused.recording)).toEqual(choicesOf(fresh.recording))
    }
  })

  it('plans two runs of five for all records, and others for how long they are', () => {
    const scenario = { ...toyScenario(['crash']), delaysMax: 1 }
    const fewer = [2, 1].map((steps) => ({ steps, landmarks: [] }))
    const choices = new RandomChoices(swarmRanges(scenario, { steps: 1000, landmarks: [], fewer }))
    const question: Question = { ...worldQuestion, ordinary: 5 }
    const found = [0, 0, 0]
    for (let seed = 0; seed < runs; seed++) {
      choices.reset(seed)
      const size = Math.floor(choices.choose(15, question) / 5)
      expect(choices.isWhole).toBe(size === 0)
      found[size] = (found[size] ?? 0) + 1
    }
    const shares = found.map((count) => Math.round((10 * count) / runs))
    expect(shares).toEqual([4, 3, 3])
  })

  it('records what a replay needs to do the same', () => {
    const scenario = toyScenario(['crash', 'commit-lost'])
    const choices = new RandomChoices(swarmRanges(scenario, { steps: 40, landmarks: [] }))
    for (let seed = 0; seed < 50; seed++) {
      choices.reset(seed)
      toyRunner(toyStrategy, scenario, choices, () => {})
      for (const reading of ['choices', 'entries'] as const) {
        const list = (reading === 'choices' ? choicesOf : entriesOf)(choices.recording)
        const replay = new ReplayChoices(list, reading)
        toyRunner(toyStrategy, scenario, replay, () => {})
        expect(replay.misfitAt).toBe(-1)
        expect(choicesOf(replay.recording)).toEqual(choicesOf(choices.recording))
        expect(replay.recording.count).toBe(choices.recording.count)
      }
    }
  })

  it('chooses no fault where none is allowed', () => {
    expect(entriesOfRuns([]).flatMap(faultsIn)).toEqual([])
    expect(entriesOfRuns(['crash'], 0).flatMap(faultsIn)).toEqual([])
  })

  it('has a fault in most runs and never more than the most', () => {
    const numbers = entriesOfRuns(['crash']).map((entries) => faultsIn(entries).length)
    const share = (n: number) => numbers.filter((number) => number === n).length / runs
    expect(share(0)).toBeGreaterThan(0.03)
    expect(share(0)).toBeLessThan(0.1)
    for (const n of [1, 2, 3]) expect(share(n)).toBeGreaterThan(0.15)
    expect(Math.max(...numbers)).toBe(3)
  })

  it('spreads the moments of faults over the steps', () => {
    const moments = entriesOfRuns(['crash'], 1).flatMap((entries) => {
      const at = entries.findIndex((entry) => entry < 0)
      return at < 0 ? [] : [at]
    })
    for (const from of [0, 10, 20, 30]) {
      const within = moments.filter((at) => at >= from && at < from + 10)
      expect(within.length / moments.length).toBeGreaterThan(0.12)
    }
  })

  it('waits for a step at which the fault is possible', () => {
    const possible = entriesOfRuns(['commit-lost'], 1).flatMap(faultsIn)
    expect(possible.length / runs).toBeGreaterThan(0.85)
  })

  it('leaves kinds out of some runs, and puts others together', () => {
    const kinds = entriesOfRuns(['crash', 'commit-lost']).map((entries) => [
      ...new Set(faultsIn(entries)),
    ])
    expect(kinds.filter((set) => set.length === 2).length / runs).toBeGreaterThan(0.2)
    for (const fault of ['crash', 'commit-lost']) {
      const alone = kinds.filter((set) => set.length === 1 && set[0] === fault)
      expect(alone.length / runs).toBeGreaterThan(0.15)
    }
  })

  it('reorders nothing in some runs, and half of the steps in others', () => {
    const rates = entriesOfRuns([]).map(
      (entries) => entries.filter((entry) => entry !== 0).length / Math.max(40, entries.length),
    )
    expect(rates.filter((rate) => rate === 0).length / runs).toBeGreaterThan(0.05)
    expect(rates.filter((rate) => rate > 0.25).length / runs).toBeGreaterThan(0.1)
  })
})

describe('probe', () => {
  it('gives the length of the storm, in the longer of two runs', () => {
    const { steps: calm } = probe(calmRunner, toyStrategy, toyScenario(['crash']))
    const { steps } = probe(toyRunner, toyStrategy, toyScenario(['crash']))
    // Twenty records take a commit and a processing each; every fourth step does neither.
    expect(calm).toBe(40)
    expect(steps).toBe(53)
  })
})

describe('describeSwarm', () => {
  it('tells the ranges', () => {
    const toy = { ...toyScenario(['crash', 'commit-lost'], 2), delaysMax: 0 }
    const ranges = swarmRanges(toy, { steps: 40, landmarks: [] })
    expect(describeSwarm(ranges)).toEqual([
      'faults: 0..2 in 40 steps (none in 1 run of 16): crash ≤2, commit-lost ≤2',
      'swarm: one kind wild (several at once) in 1 run of 4, each off in 1 in 4',
      'order: another action than the due one at a rate of 0, 1/64, 1/16, 1/4, 1/2',
      'world: anything but the usual at a rate of 0, 1/16, 1/4',
    ])
    expect(describeSwarm({ ...ranges, delaysMax: 2 }).slice(2, 4)).toEqual([
      'delays: 1..2 in 4 runs of 5: one message, timer or process is slow for a while',
      'events: half of the faults come at one, such as a commit that is sent or applied',
    ])
    expect(describeSwarm(swarmRanges(toyScenario([]), { steps: 40, landmarks: [] }))[0]).toBe(
      'faults: none',
    )
  })
})
