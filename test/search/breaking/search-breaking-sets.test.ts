import { describe, expect, it } from 'vitest'
import { runStrategy } from '../../../src/kafkajs/runner.ts'
import type { FaultName } from '../../../src/model/faults/all.ts'
import { defaultScenario } from '../../../src/model/scenario.ts'
import type { PropertyName } from '../../../src/properties/all.ts'
import { properties } from '../../../src/properties/all.ts'
import type { BreakingRequest } from '../../../src/search/breaking/request.ts'
import { searchBreakingSets } from '../../../src/search/breaking/search-breaking-sets.ts'
import { cellScenario } from '../../../src/search/planning/plan.ts'
import { replay } from '../../../src/search/replay/replay.ts'
import { parsePath } from '../../../src/search/schedules/path.ts'
import type { BreakingSets } from '../../../src/search/verdicts/breaking-sets.ts'
import { faultsOf } from '../../../src/search/verdicts/fault-sets.ts'
import type { AnyStrategy, Strategy } from '../../../src/strategies/strategy.ts'
import { shipped } from '../../model/scripted.ts'

const commitSyncAfterBatch = shipped('commit-sync-after-batch')
const earliest = { 'auto.offset.reset': 'earliest' } as const
const latest = { 'auto.offset.reset': 'latest' } as const

function requestFor(
  strategy: AnyStrategy,
  property: PropertyName,
  faults: readonly FaultName[],
  changes: Partial<BreakingRequest> = {},
): BreakingRequest {
  return {
    strategy: strategy.name,
    property,
    faults,
    settings: [earliest],
    scenario: defaultScenario,
    seed: '42',
    schedules: 64,
    searchesMax: 30,
    known: [],
    ...changes,
  }
}

/** Names only: what breaks and what survives. */
function shape({ minimal, surviving }: BreakingSets) {
  return { minimal: minimal.map((s) => s.fault), surviving: surviving.map((s) => s.fault) }
}

/** Whether the path of a found set, played under its faults alone, breaks the property. */
function breaksAgain(strategy: AnyStrategy, sets: BreakingSets): boolean {
  return sets.minimal.every(({ fault, counterexample }) => {
    const { scenario } = requestFor(strategy, sets.property, [])
    const {
      judgements,
      misfitAt: strayedAt,
      events,
    } = replay({
      strategy,
      scenario: cellScenario(strategy, fault, sets.settings, scenario),
      choices: parsePath(counterexample?.path ?? ''),
      properties: properties.filter(({ name }) => name === sets.property),
      runner: runStrategy,
    })
    const struck = new Set(events.flatMap((e) => (e.kind === 'fault' ? [e.fault] : [])))
    return (
      strayedAt === -1 &&
      struck.size === faultsOf(fault).length &&
      judgements.every(({ witnesses }) => witnesses.length > 0)
    )
  })
}

describe('searchBreakingSets', () => {
  it('finds that a commit after the batch loses nothing to crash, join and pause together', () => {
    const request = requestFor(commitSyncAfterBatch, 'at-least-once', ['crash', 'join', 'pause'])
    const [found] = searchBreakingSets(request, commitSyncAfterBatch, runStrategy)
    expect(found).toMatchObject({ minimal: [], complete: true, claimed: true })
    expect(found?.surviving).toMatchObject([
      {
        fault: 'crash+join+pause',
        search: { mode: 'random', schedules: 64, complete: true },
        pairing: { pairs: 3, met: 3 },
      },
    ])
  })

  it('finds that it loses records with their offsets only where groups start at the end', () => {
    const faults = ['crash', 'offsets-loss'] as const
    const changes = { settings: [earliest, latest] }
    const request = requestFor(commitSyncAfterBatch, 'at-least-once', faults, changes)
    const found = searchBreakingSets(request, commitSyncAfterBatch, runStrategy)
    expect(found.map(shape)).toEqual([
      { minimal: [], surviving: ['crash+offsets-loss'] },
      { minimal: ['offsets-loss'], surviving: ['crash'] },
    ])
    expect(found.every((sets) => breaksAgain(commitSyncAfterBatch, sets))).toBe(true)
  })

  it('finds a pair, neither of which breaks anything alone', () => {
    const faults = ['shutdown', 'join', 'handler-error'] as const
    const request = requestFor(carelessAfterErrors, 'at-least-once', faults, { schedules: 150 })
    const [found] = searchBreakingSets(request, carelessAfterErrors, runStrategy)
    expect(found && shape(found)).toEqual({
      minimal: ['shutdown+handler-error'],
      surviving: ['shutdown+join', 'join+handler-error'],
    })
    const [pair] = found?.minimal ?? []
    expect(pair?.minimal).toBe(true)
    expect(pair?.held.map(({ fault, search }) => [fault, search.schedules])).toEqual([
      ['handler-error', 150],
      ['shutdown', 150],
    ])
    expect(found !== undefined && breaksAgain(carelessAfterErrors, found)).toBe(true)
  })

  it('says the same each time it is asked', () => {
    const request = requestFor(commitSyncAfterBatch, 'at-most-once', ['crash', 'join'])
    const search = () => searchBreakingSets(request, commitSyncAfterBatch, runStrategy)
    expect(search()).toEqual(search())
  })

  it('stops when the time is up, and says so', () => {
    const request = requestFor(commitSyncAfterBatch, 'at-least-once', ['crash', 'join'])
    const [found] = searchBreakingSets(request, commitSyncAfterBatch, runStrategy, () => true)
    expect(found).toMatchObject({ minimal: [], surviving: [], complete: false })
  })
})

/**
 * Commits what it is done with; but once a handler has thrown, the record is put by for later, and
 * on the way out it takes everything that was polled for done. Two rare things must meet.
 */
const carelessAfterErrors: Strategy = {
  name: 'careless-after-errors',
  claims: 'at-least-once',
  *run({ consumer, process, stopping }) {
    for (;;) {
      const records = yield* consumer.poll()
      for (const record of records) {
        for (let failed = true; failed; ) {
          try {
            yield* process(record)
            failed = false
          } catch {
            if (yield* stopping()) failed = false
          }
        }
      }
      yield* consumer.commitSync()
    }
  },
}
