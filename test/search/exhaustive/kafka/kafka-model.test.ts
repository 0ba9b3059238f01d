import seedrandom from 'seedrandom'
import { describe, expect, test } from 'vitest'
import type { FaultName } from '../../../../src/model/faults/all.ts'
import { faultNames } from '../../../../src/model/faults/names.ts'
import type { HistoryEvent } from '../../../../src/model/history.ts'
import { run } from '../../../../src/model/run/run.ts'
import { defaultScenario, type Scenario } from '../../../../src/model/scenario.ts'
import { properties } from '../../../../src/properties/all.ts'
import {
  createKafkaModel,
  type KafkaModel,
} from '../../../../src/search/exhaustive/kafka/kafka-model.ts'
import type { KafkaState } from '../../../../src/search/exhaustive/kafka/kafka-state.ts'
import { replay } from '../../../../src/search/replay/replay.ts'
import { ReplayChoices } from '../../../../src/search/schedules/replay-choices.ts'
import { strategies } from '../../../../src/strategies/all.ts'
import type { Strategy } from '../../../../src/strategies/strategy.ts'
import { freezeParts } from './freeze-parts.ts'

const modelled = strategies
  .map(({ strategy }) => strategy)
  .filter((strategy): strategy is Strategy => 'run' in strategy && strategy.run !== undefined)

const unreduced = { reduce: false, recordHistory: true }

function scenarioOf(strategy: Strategy, faults: readonly FaultName[]): Scenario {
  const settings = { ...defaultScenario.settings, ...strategy.settings }
  const budgets = Object.fromEntries(faults.map((fault) => [fault, 1]))
  return { ...defaultScenario, records: 5, faultsMax: 2, settings, budgets }
}

interface At {
  readonly state: KafkaState
  readonly path: readonly number[]
}

function startsOf(model: KafkaModel): At[] {
  const starts: At[] = []
  model.initial((state, choices) => starts.push({ state, path: choices.slice() }))
  return starts
}

function successorsOf(model: KafkaModel, { state, path }: At): At[] {
  const next: At[] = []
  model.forEachSuccessor(state, (after, choices) => {
    next.push({ state: after, path: path.concat(choices) })
  })
  return next
}

/** Half of the steps are defaults, so that walks get somewhere. */
function walk(model: KafkaModel, random: () => number, stepsMax = 250): At {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  let at = pick(startsOf(model))
  for (let i = 0; i < stepsMax; i++) {
    freezeParts(at.state.parts)
    const next = successorsOf(model, at)
    if (next.length === 0) return at
    const calm = next.find(({ path }) => path[at.path.length] === 0)
    at = calm !== undefined && random() < 0.6 ? calm : pick(next)
  }
  return at
}

function historyOf(strategy: Strategy, scenario: Scenario, path: readonly number[]) {
  const events: HistoryEvent[] = []
  const choices = new ReplayChoices(path, 'choices')
  run(strategy, scenario, choices, (event) => events.push(event))
  return { events, strayedAt: choices.misfitAt }
}

/** What is shared is frozen, so that a step which changed it would throw. */
describe.each(modelled)('$name', (strategy) => {
  test('walks through the model are runs, event by event, whatever is shared', () => {
    const random = seedrandom(strategy.name)
    // Seven kinds of fault a walk, in another order for each strategy: all kinds for all of them.
    const order = faultNames.toSorted(() => random() - 0.5)
    for (let first = 0; first < order.length; first += 7) {
      const scenario = scenarioOf(strategy, order.slice(first, first + 7))
      const model = createKafkaModel(strategy, scenario, properties, unreduced)
      const at = walk(model, random)
      const mine = model.history(at.state)
      const { events, strayedAt } = historyOf(strategy, scenario, at.path)
      const ended = mine.at(-1)?.kind === 'ended'
      expect(strayedAt).toBe(-1)
      expect(mine).toEqual(ended ? events : events.slice(0, mine.length))
    }
  })
})

test('a step that changed what is shared would be noticed', () => {
  const strategy = modelled[0] as Strategy
  const model = createKafkaModel(strategy, scenarioOf(strategy, []), [])
  const { state } = startsOf(model)[0] as At
  freezeParts(state.parts)
  const { partitions, groups } = state.parts.cluster
  expect(() => partitions[0]?.records.splice(0, 1)).toThrow(TypeError)
  expect(() => groups.pop()).toThrow(TypeError)
  expect(() => state.parts.instances[0]?.consumer.partitions.push()).toThrow(TypeError)
})

test('an old state is as it was, whatever was tried since', () => {
  const strategy = modelled.find(({ name }) => name === 'auto-commit-worker-threads') as Strategy
  const scenario = scenarioOf(strategy, ['crash', 'join'])
  const model = createKafkaModel(strategy, scenario, properties, unreduced)
  const half = walk(model, seedrandom('half'), 40)
  const before = new Uint32Array(2)
  model.fingerprint(half.state, before)
  const told = model.history(half.state)
  for (let other = 0; other < 5; other++) {
    let at = half
    const random = seedrandom(`other ${other}`)
    for (let i = 0; i < 60; i++) {
      const next = successorsOf(model, at)
      if (next.length === 0) break
      at = next[Math.floor(random() * next.length)] as At
    }
    const fresh = historyOf(strategy, scenario, at.path).events
    const mine = model.history(at.state)
    expect(mine.at(-1)?.kind === 'ended' ? mine : fresh.slice(0, mine.length)).toEqual(
      mine.at(-1)?.kind === 'ended' ? fresh : mine,
    )
  }
  const after = new Uint32Array(2)
  model.fingerprint(half.state, after)
  expect([...after]).toEqual([...before])
  expect(model.history(half.state)).toEqual(told)
})

test('what a state at the end breaks, replaying its path breaks, too', () => {
  const strategy = modelled.find(({ name }) => name === 'commit-sync-before-processing') as Strategy
  const scenario = { ...scenarioOf(strategy, ['crash']), partitions: 1, records: 3 }
  const model = createKafkaModel(strategy, scenario, properties, unreduced)
  let broken = 0
  for (let seed = 0; seed < 12; seed++) {
    const { state, path } = walk(model, seedrandom(`end ${seed}`))
    const mask = model.broken(state)
    const request = { strategy, scenario, choices: path, properties, runner: run }
    const { judgements } = replay({ ...request, runner: request.runner as never })
    const replayed = judgements.reduce(
      (bits, { witnesses }, i) => (witnesses.length > 0 ? bits | (1 << i) : bits),
      0,
    )
    expect(mask).toBe(replayed)
    if (mask !== 0) broken++
  }
  expect(broken).toBeGreaterThan(0)
})
