import { describe, expect, it } from 'vitest'
import type { Choices, Question } from '../../../src/model/choices.ts'
import type { HistoryEvent } from '../../../src/model/history.ts'
import { run } from '../../../src/model/run/run.ts'
import { defaultScenario, type Scenario } from '../../../src/model/scenario.ts'
import { cellScenario } from '../../../src/search/planning/plan.ts'
import { parsePath } from '../../../src/search/schedules/path.ts'
import { ReplayChoices } from '../../../src/search/schedules/replay-choices.ts'
import { strategies } from '../../../src/strategies/all.ts'
import type { Strategy } from '../../../src/strategies/strategy.ts'
import { shipped } from '../scripted.ts'

const found = strategies.find(({ strategy: { name } }) => name === 'commit-async-after-batch')
const commitAsyncAfterBatch = found?.strategy as Strategy

const small: Scenario = { ...defaultScenario, members: 2, records: 8, delaysMax: 1 }

/** A delay that begins at a step: of which action, by its option, in which scope, for how long. */
interface Planned {
  readonly step: number
  readonly option: number
  readonly scope: number
  readonly length: number
}

/** Everything as usual but for one delay. */
class OneDelay implements Choices {
  began = false
  readonly #planned: Planned
  #step = -1
  #answers: number[] = []

  constructor(planned: Planned) {
    this.#planned = planned
  }

  takesDefault(): boolean {
    if (this.#step + 1 === this.#planned.step) return false
    this.#step++
    return true
  }

  choose(bound: number, what: Question): number {
    if (what.about !== 'step') return Math.min(bound - 1, this.#answers.shift() ?? 0)
    this.#step++
    if (what.delays === 0) return 0
    const { option, scope, length } = this.#planned
    this.began = true
    this.#answers = [option, scope, length]
    return what.ordinary + what.faults.length
  }
}

function play(planned: Planned | null, scenario = small) {
  const events: HistoryEvent[] = []
  const choices = new OneDelay(planned ?? { step: -1, option: 0, scope: 0, length: 0 })
  const outcome = run(commitAsyncAfterBatch, scenario, choices, (event) => events.push(event))
  return { events, outcome, began: choices.began }
}

const calm = play(null)
/** Of the scopes. */
const process = 3
const longest = 14

describe('a delay', () => {
  it('of a whole process lets the other one go on', () => {
    const first = ({ events }: { readonly events: readonly HistoryEvent[] }) =>
      events.find(({ kind }) => kind === 'joined')
    const late = play({ step: 0, option: 0, scope: process, length: longest })
    expect(late.began).toBe(true)
    expect(first(calm)).toMatchObject({ member: 'A' })
    expect(first(late)).toMatchObject({ member: 'B' })
  })

  it('of what alone can happen changes nothing', () => {
    const alone = { ...small, members: 1, partitions: 1, records: 0 }
    const late = play({ step: 1, option: 0, scope: process, length: longest }, alone)
    expect(late.began).toBe(true)
    expect(late.events).toEqual(play(null, alone).events)
  })

  it('begins only as often as the scenario says', () => {
    expect(
      play({ step: 4, option: 0, scope: process, length: 3 }, { ...small, delaysMax: 0 }),
    ).toEqual({ ...calm, began: false })
  })

  it('is over in the calm, and all records are done', () => {
    for (let step = 0; step < 60; step++) {
      for (const scope of [0, 1, 2, 3]) {
        const { events, outcome } = play({ step, option: step % 3, scope, length: longest })
        expect(outcome.drained).toBe(true)
        const done = events.filter(({ kind }) => kind === 'processing-done')
        expect(done.length).toBeGreaterThanOrEqual(small.records)
      }
    }
  })
})

describe('a run under delays', () => {
  it('is the same whether each step is asked or only those where something else happens', () => {
    const strategy = shipped('spark-dstream-commit-async')
    const settings = { 'auto.offset.reset': 'earliest' } as const
    const scenario = cellScenario(strategy, 'commit-unanswered', settings, defaultScenario)
    const historyOf = (path: string, lazy: boolean) => {
      const replay = new ReplayChoices(parsePath(path), 'choices')
      const asked: Choices = { choose: (bound, what) => replay.choose(bound, what) }
      const events: HistoryEvent[] = []
      run(strategy, scenario, lazy ? replay : asked, (event) => void events.push(event))
      return events
    }
    // A poll's time is up first of all, and something else is held back.
    const path = '15.1.0.0.1.0.1.0.0.2.0x12.1.0.2.0.0.0.3.0.1.6.0.1.0x5.1.3.0.0.14.0.2.0.1.0.3'
    expect(historyOf(path, true)).toEqual(historyOf(path, false))
  })
})
