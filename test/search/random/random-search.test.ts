import { describe, expect, it } from 'vitest'
import { AssertionBug } from '../../../src/model/assert.ts'
import { createJudge } from '../../../src/properties/judge.ts'
import type { Finding } from '../../../src/search/random/exploration.ts'
import {
  cellSeed,
  type RandomSearch,
  searchRandom,
} from '../../../src/search/random/random-search.ts'
import { replay } from '../../../src/search/replay/replay.ts'
import { parsePath } from '../../../src/search/schedules/path.ts'
import { entriesOf } from '../../../src/search/schedules/recording.ts'
import { ReplayChoices } from '../../../src/search/schedules/replay-choices.ts'
import type { Runner } from '../../../src/search/schedules/subject.ts'
import { findBlocks, passes } from '../../../src/search/shrinking/shrink-passes.ts'
import { toyAtLeastOnce, toyAtMostOnce, toyRunner, toyScenario, toyStrategy } from '../toy.ts'

const request: RandomSearch = {
  strategy: toyStrategy,
  scenario: toyScenario(['crash', 'commit-lost']),
  seed: '42/toy/crash+commit-lost/',
  schedules: 500,
  properties: [toyAtLeastOnce, toyAtMostOnce],
  sometimes: [],
  runner: toyRunner,
}

function counting(): { runner: Runner; runs: () => number } {
  let runs = 0
  return {
    runs: () => runs,
    runner: (...args) => {
      runs++
      return toyRunner(...args)
    },
  }
}

function calmestOf(finding: Finding | undefined) {
  const choices = Math.floor((finding?.starts[0]?.unrest ?? 0) / 100_000)
  const faults = Math.floor(choices / 100_000)
  return { faults, others: (choices % 100_000) - faults }
}

describe('searchRandom', () => {
  const result = searchRandom(request)
  const [lost, twice] = result.findings.map((finding) => finding.counterexample)

  it('runs every schedule and counts what it met', () => {
    expect(result.exploration.schedules).toBe(500)
    expect(result.exploration.complete).toBe(true)
    // Figures are of the runs with all records: two in five.
    expect(Math.abs(result.exploration.reprocessed.total - 200)).toBeLessThan(40)
    expect(result.fired.crash).toBeGreaterThan(200)
    expect(result.fired['commit-lost']).toBeGreaterThan(200)
    expect(result.findings.map((finding) => finding.violations > 30)).toEqual([true, true])
  })

  it('shrinks to the only choices that matter', () => {
    // Commit, then crash: step 0 is the commit, option 3 of step 1 the crash; target and slip 0.
    expect(lost?.path).toBe('0.3')
    expect(lost?.choices).toBe(2)
    expect(lost?.choicesFound).toBeGreaterThan(2)
    // Commit, process, its detail, then a crash with target 0 and a slip of 1.
    expect(twice?.path).toBe('0.0.0.3.0.1')
  })

  it('gives the shrunk history up to its last witness', () => {
    expect(lost?.events.at(-1)?.kind).toBe('ended')
    expect(twice?.events.map(({ kind }) => kind)).toEqual([
      'processing-started',
      'processing-done',
      'fault',
      'processing-started',
    ])
    expect(twice?.witnesses).toEqual([
      { topic: 'orders', partition: 0, offsets: [0], text: 'twice', at: 3 },
    ])
  })

  it('gives a path that a replay follows to the same end', () => {
    const { strategy, scenario, runner } = request
    const choices = parsePath(twice?.path ?? '')
    const replayed = replay({ strategy, scenario, runner, choices, properties: [toyAtMostOnce] })
    expect(replayed.misfitAt).toBe(-1)
    expect(replayed.judgements[0]?.witnesses).toEqual(twice?.witnesses)
    expect(replayed.events.slice(0, 4)).toEqual(twice?.events)
  })

  it('gives the same bytes again', () => {
    expect(JSON.stringify(searchRandom(request))).toBe(JSON.stringify(result))
  })

  it('does not depend on which other properties are judged', () => {
    const alone = searchRandom({ ...request, properties: [toyAtMostOnce] })
    expect(alone.findings[0]).toEqual(result.findings[1])
  })

  it('shrinks within a few hundred runs', () => {
    const { runner, runs } = counting()
    searchRandom({ ...request, runner })
    // Two probes, the schedules, and per property the schedule itself, its edits and a replay.
    expect(runs() - 502).toBeLessThan(300)
  })

  it('shrinks every violating schedule of many seeds to the same', () => {
    for (let seed = 0; seed < 60; seed++) {
      const { findings } = searchRandom({ ...request, seed: `${seed}`, schedules: 100 })
      const paths = findings.map(({ counterexample }) => counterexample?.path ?? 'none')
      expect(paths).toEqual(['0.3', '0.0.0.3.0.1'])
    }
  })

  it('stops at a schedule of which every edit fails to break the property', () => {
    const choices = parsePath(twice?.path ?? '')
    const play = new ReplayChoices(choices, 'choices')
    toyRunner(toyStrategy, request.scenario, play, () => {})
    const played = findBlocks(entriesOf(play.recording), play.recording.details)
    const edits = passes.flatMap((pass) => [...pass(played, ['crash', 'commit-lost'])])
    const changes = edits.filter((edit) => edit.join() !== played.entries.join())
    expect(changes.length).toBeGreaterThanOrEqual(8)
    const judge = createJudge([toyAtMostOnce], { reprocessingMax: null })
    for (const edit of changes) {
      judge.reset()
      const runEdit = new ReplayChoices(edit, 'entries')
      toyRunner(toyStrategy, request.scenario, runEdit, judge.emit)
      const breaks = (judge.results().judgements[0]?.witnesses.length ?? 0) > 0
      expect([edit, breaks]).toEqual([edit, false])
    }
  })

  it('draws a schedule from its number alone, however many run', () => {
    const { findings } = searchRandom({ ...request, schedules: 1000 })
    const longer = findings.map(({ counterexample }) => counterexample?.schedule ?? 0)
    // The calmest of all is told: the same one, unless a calmer one came later.
    for (const [i, schedule] of [lost?.schedule, twice?.schedule].entries()) {
      const later = (longer[i] ?? 0) > request.schedules
      expect([schedule, later ? schedule : longer[i]]).toEqual([schedule, schedule])
    }
  })

  it('starts from a schedule with few faults', () => {
    const { faults, others } = calmestOf(result.exploration.findings[0])
    expect(faults).toBe(1)
    expect(others).toBeLessThan(4)
  })

  it('finds nothing where nothing is to be found', () => {
    const { findings } = searchRandom({ ...request, scenario: toyScenario(['commit-lost']) })
    expect(findings.map(({ violations }) => violations)).toEqual([0, 0])
    expect(findings.map(({ counterexample }) => counterexample)).toEqual([null, null])
  })

  it('stops when the time is up', () => {
    let asked = 0
    const deadline = () => ++asked > 3
    const { exploration } = searchRandom({ ...request, deadline })
    expect(exploration.schedules).toBe(48)
    expect(exploration.complete).toBe(false)
  })

  it.each([10, 520])('throws the bugs of ours on, in run %d', (runMax) => {
    let runs = 0
    const runner: Runner = (...args) => {
      if (++runs > runMax) throw new AssertionBug('ours')
      return toyRunner(...args)
    }
    expect(() => searchRandom({ ...request, runner })).toThrow(AssertionBug)
  })
})

describe('cellSeed', () => {
  it('does not depend on the order of the settings', () => {
    const seed = cellSeed('42', 'toy', 'crash', { b: 1, a: 'x' })
    expect(seed).toBe('42/toy/crash/a=x,b=1')
    expect(cellSeed('42', 'toy', 'crash', { a: 'x', b: 1 })).toBe(seed)
  })
})
