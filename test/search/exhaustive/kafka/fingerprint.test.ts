import seedrandom from 'seedrandom'
import { expect, test } from 'vitest'
import type { FaultName } from '../../../../src/model/faults/all.ts'
import { faultNames } from '../../../../src/model/faults/names.ts'
import { defaultScenario, type Scenario } from '../../../../src/model/scenario.ts'
import { properties } from '../../../../src/properties/all.ts'
import {
  createKafkaModel,
  type KafkaModel,
} from '../../../../src/search/exhaustive/kafka/kafka-model.ts'
import type { KafkaState } from '../../../../src/search/exhaustive/kafka/kafka-state.ts'
import { strategies } from '../../../../src/strategies/all.ts'
import type { Strategy } from '../../../../src/strategies/strategy.ts'

const modelled = strategies
  .map(({ strategy }) => strategy)
  .filter((strategy): strategy is Strategy => 'run' in strategy && strategy.run !== undefined)

/** Who asks what time it is: states that differ in time alone are told apart. */
const readers = [
  'connect-flush',
  'connect-ignores-flush',
  'connect-own-offsets',
  'connect-precommit-of-put',
  'connect-precommit-of-written',
  'connect-put',
  'connect-put-precommit',
  'spring-count-time',
  'spring-count-time-async',
  'spring-time',
  'spring-time-async',
]

const words = new Uint32Array(2)

function fingerprintOf(model: KafkaModel, state: KafkaState): string {
  model.fingerprint(state, words)
  return `${words[0]} ${words[1]}`
}

function scenarioOf(strategy: Strategy, faults: readonly FaultName[]): Scenario {
  const settings = { ...defaultScenario.settings, ...strategy.settings }
  const budgets = Object.fromEntries(faults.map((fault) => [fault, 1]))
  const sizes = { partitions: 1, records: 2, members: 2, faultsMax: 2 }
  return { ...defaultScenario, ...sizes, settings, budgets }
}

/** The successors by fingerprint: options are numbered by what no fingerprint tells. */
function successorsOf(model: KafkaModel, state: KafkaState): Map<string, KafkaState> {
  const successors = new Map<string, KafkaState>()
  model.forEachSuccessor(state, (next) => successors.set(fingerprintOf(model, next), next))
  return successors
}

interface Twins {
  readonly one: KafkaState
  readonly other: KafkaState
}

/** Expands states in a random order; what is met again by its fingerprint has a twin. */
function findTwins(model: KafkaModel, random: () => number, expansions: number): Twins[] {
  const met = new Map<string, KafkaState>()
  const open: KafkaState[] = []
  const twins: Twins[] = []
  const meet = (state: KafkaState, fingerprint: string): void => {
    const one = met.get(fingerprint)
    if (one !== undefined) twins.push({ one, other: state })
    else {
      met.set(fingerprint, state)
      open.push(state)
    }
  }
  model.initial((state) => meet(state, fingerprintOf(model, state)))
  for (let i = 0; i < expansions && open.length > 0; i++) {
    // Half of the time the last one, so that the search gets somewhere.
    const at = random() < 0.5 ? open.length - 1 : Math.floor(random() * open.length)
    const [state] = open.splice(at, 1)
    for (const [print, next] of successorsOf(model, state as KafkaState)) meet(next, print)
  }
  return twins
}

/** Whether the twins call what is in flight by other tickets: one path sent in another order. */
function areUnlike({ one, other }: Twins): boolean {
  const ticketsOf = ({ parts }: KafkaState) => parts.messages.map(({ ticket }) => ticket).join()
  return ticketsOf(one) !== ticketsOf(other) || one.parts.now !== other.parts.now
}

/** Goes on from both by steps that look alike, as far as they go, and compares all on the way. */
function expectAlike(model: KafkaModel, { one, other }: Twins, random: () => number): void {
  let [a, b] = [one, other]
  for (let step = 0; ; step++) {
    expect(model.broken(b)).toBe(model.broken(a))
    const [next, same] = [successorsOf(model, a), successorsOf(model, b)]
    expect([...same.keys()].sort()).toEqual([...next.keys()].sort())
    const keys = [...next.keys()]
    const key = keys[Math.floor(random() * keys.length)]
    if (key === undefined || step === 5) return
    a = next.get(key) as KafkaState
    b = same.get(key) as KafkaState
  }
}

const searches = [
  { what: 'in every order', delays: null, expansions: 70 },
  { what: 'with two delays', delays: 2, expansions: 250 },
]

test.each(searches)('$what: states of one fingerprint go on alike', ({ delays, expansions }) => {
  const random = seedrandom('twins')
  let [pairs, unlike] = [0, 0]
  for (const strategy of modelled) {
    const faults = faultNames.toSorted(() => random() - 0.5).slice(0, 5)
    const model = createKafkaModel(strategy, scenarioOf(strategy, faults), properties, {
      ...{ reduce: false, delays },
      timed: readers.includes(strategy.name),
    })
    const twins = findTwins(model, random, expansions)
    const some = twins.toSorted(() => random() - 0.5)
    const chosen = [...some.filter(areUnlike).slice(0, 2), ...some.slice(0, 1)]
    for (const pair of chosen) {
      if (areUnlike(pair)) unlike++
      expectAlike(model, pair, random)
      pairs++
    }
  }
  expect(pairs).toBeGreaterThan(2 * modelled.length)
  expect(unlike).toBeGreaterThan(modelled.length)
})

test('the strategies that read the clock are known by it', () => {
  const found = modelled.filter((strategy) => {
    const model = createKafkaModel(strategy, scenarioOf(strategy, []), [])
    findTwins(model, seedrandom(strategy.name), 5)
    return model.tree.readsClock
  })
  expect(found.map(({ name }) => name).sort()).toEqual(readers)
})
