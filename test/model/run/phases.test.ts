/** A run as a whole: a storm with faults within their budget, then a calm in which all is done. */
import { describe, expect, it } from 'vitest'
import type { Choices } from '../../../src/model/choices.ts'
import { faultNames } from '../../../src/model/faults/names.ts'
import type { HistoryEvent } from '../../../src/model/history.ts'
import { run } from '../../../src/model/run/run.ts'
import { defaultScenario, type Scenario } from '../../../src/model/scenario.ts'
import { type Act, goOn, of, play, type Strike, seen, shipped } from '../scripted.ts'

const commitSyncAfterBatch = shipped('commit-sync-after-batch')
const everyFault = Object.fromEntries(faultNames.map((fault) => [fault, 2]))

/** Strikes as often as it may, with another fault each time. */
function stormy(asked: string[] = []): Choices {
  let steps = 0
  return {
    choose: (bound, what) => {
      asked.push(what.about)
      if (what.about !== 'step') return steps % bound
      if (++steps % 10 !== 0) return 0
      const possible = what.faults.filter((fault) => what.possible(fault))
      const fault = possible[(steps / 10) % Math.max(1, possible.length)]
      return fault === undefined ? 0 : what.ordinary + what.faults.indexOf(fault)
    },
  }
}

function storm(overrides: Partial<Scenario>) {
  const scenario = { ...defaultScenario, budgets: everyFault, ...overrides }
  const events: HistoryEvent[] = []
  const asked: string[] = []
  let askedAtCalm = -1
  const outcome = run(commitSyncAfterBatch, scenario, stormy(asked), (event) => {
    if (event.kind === 'calm') askedAtCalm = asked.length
    events.push(event)
  })
  return { events, outcome, asked, askedAtCalm }
}

describe('storm and calm', () => {
  it('faults strike in the storm only, and within the budgets', () => {
    const { events } = storm({ faultsMax: 12 })
    const calm = events.findIndex(({ kind }) => kind === 'calm')
    const faults = of(events, 'fault')
    expect(faults.length).toBe(12)
    expect(of(events.slice(calm), 'fault')).toEqual([])
    for (const name of faultNames) {
      expect(faults.filter(({ fault }) => fault === name).length).toBeLessThanOrEqual(2)
    }
  })

  it('a fault without a budget does not happen, and none past faultsMax', () => {
    const { events } = storm({ faultsMax: 3, budgets: { crash: 9, join: 1 } })
    expect(
      of(events, 'fault')
        .map(({ fault }) => fault)
        .toSorted(),
    ).toEqual(['crash', 'crash', 'join'])
  })

  it('the calm asks nothing: it goes the way it usually goes', () => {
    const { asked, askedAtCalm, outcome } = storm({ faultsMax: 3 })
    expect(askedAtCalm).toBe(asked.length)
    expect(asked.filter((about) => about === 'step').length).toBe(outcome.stormSteps)
  })

  it('in the calm every partition gets one more record, and all of them are handed out', () => {
    const { events } = play({ scenario: { partitions: 3, records: 10 } }, goOn)
    const calm = events.findIndex(({ kind }) => kind === 'calm')
    expect(of(events.slice(0, calm), 'produced').length).toBe(10)
    const last = of(events.slice(calm), 'produced').map(({ partition }) => partition)
    expect(last.toSorted()).toEqual([0, 1, 2])
    expect(of(events, 'processing-done').length).toBe(13)
  })

  it('what nobody processed in the storm is processed in the calm', () => {
    const faults: Strike[] = [{ fault: 'crash', when: seen('processing-started', 'A') }]
    const { events, outcome } = play(
      { scenario: { records: 10 }, faults },
      commitSyncAfterBatch.run,
    )
    const done = new Set(of(events, 'processing-done').map(({ offset }) => offset))
    expect([...done].toSorted((a, b) => a - b)).toEqual([...Array(11).keys()])
    expect(outcome.drained).toBe(true)
    expect(events.at(-1)).toMatchObject({ kind: 'ended', drained: true })
  })

  it('time never goes back', () => {
    const { events } = storm({ faultsMax: 12 })
    const times = events.map(({ time }) => time)
    expect(times).toEqual(times.toSorted((a, b) => a - b))
  })

  it('a strategy that never stops working ends at the bounds, not drained', () => {
    const busy: Act = function* ({ consumer, sleep }) {
      for (;;) {
        yield* consumer.poll()
        yield* sleep(1)
        yield* consumer.seekToBeginning([])
      }
    }
    const { outcome, events } = play({}, busy)
    expect(outcome.drained).toBe(false)
    expect(outcome.stormSteps).toBeGreaterThan(500)
    expect(outcome.steps).toBeGreaterThan(outcome.stormSteps + 500)
    expect(events.at(-1)).toMatchObject({ kind: 'ended', drained: false })
  })

  it('a process that dies at every start is given up in the calm', () => {
    const { events, outcome } = play({}, function* () {
      yield* []
      throw new Error('at once')
    })
    const calm = events.findIndex(({ kind }) => kind === 'calm')
    const givenUp = events.findIndex(({ kind }) => kind === 'given-up')
    expect(of(events, 'given-up').length).toBe(1)
    expect(of(events.slice(calm, givenUp), 'died').length).toBeGreaterThan(0)
    expect(of(events.slice(givenUp), 'started')).toEqual([])
    expect(outcome.drained).toBe(true)
  })

  it('membersMax of a strategy limits how many run at the start', () => {
    const events: HistoryEvent[] = []
    const alone = { ...commitSyncAfterBatch, membersMax: 1 }
    const scenario = { ...defaultScenario, members: 3 }
    run(alone, scenario, { choose: () => 0 }, (event) => events.push(event))
    expect(of(events, 'started').length).toBe(1)
  })
})
