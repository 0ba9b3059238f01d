import seedrandom from 'seedrandom'
import { expect, test } from 'vitest'
import type { FaultName } from '../../../../src/model/faults/all.ts'
import { faultNames } from '../../../../src/model/faults/names.ts'
import { defaultScenario, type Scenario } from '../../../../src/model/scenario.ts'
import {
  createKafkaModel,
  type KafkaModel,
} from '../../../../src/search/exhaustive/kafka/kafka-model.ts'
import type { KafkaState } from '../../../../src/search/exhaustive/kafka/kafka-state.ts'
import type { Parts } from '../../../../src/search/exhaustive/kafka/scratch-world.ts'
import { strategies } from '../../../../src/strategies/all.ts'
import type { Strategy } from '../../../../src/strategies/strategy.ts'
import { type Changed, changedCopies } from './changed-copies.ts'
import { fieldsLeftOut } from './fields-left-out.ts'

const names = [
  'auto-commit',
  'commit-async-retry-in-order',
  'commit-on-revoke',
  'external-store-on-revoke',
  'transactional',
]
/** Sends to another topic, waits for some of it, and fails at some. */
const sending: Strategy = {
  name: 'sending',
  claims: 'at-least-once',
  *run({ consumer, producer }) {
    for (;;) {
      for (const record of yield* consumer.poll()) {
        const sent = yield* producer.send('dead', record)
        yield* producer.send('no topic', record)
        if (record.offset % 2 === 0) yield* sent.get()
      }
      yield* consumer.commitSync()
    }
  },
}
const shipped = strategies
  .map(({ strategy }) => strategy)
  .filter((strategy): strategy is Strategy => 'run' in strategy && names.includes(strategy.name))
const chosen = [...shipped, sending]

const words = new Uint32Array(2)

function fingerprintOf(model: KafkaModel, state: KafkaState): string {
  model.fingerprint(state, words)
  return `${words[0]} ${words[1]}`
}

/** The same, with nothing taken over from other states; a part that is unreadable is told apart. */
function fromScratch(model: KafkaModel, state: KafkaState): string {
  try {
    return fingerprintOf(model, { ...state, hashes: null })
  } catch (error) {
    return `${error}`
  }
}

function modelOf(strategy: Strategy, faults: readonly FaultName[], timed: boolean): KafkaModel {
  const settings = { ...defaultScenario.settings, ...strategy.settings }
  const budgets = Object.fromEntries(faults.map((fault) => [fault, 30]))
  const sizes = { partitions: 2, records: 3, members: 2, faultsMax: 30 }
  const scenario: Scenario = { ...defaultScenario, ...sizes, settings, budgets }
  return createKafkaModel(strategy, scenario, [], { reduce: false, timed })
}

/** Every state on a random way through the model that is looked at; sooner or later all end. */
function* statesOf(model: KafkaModel, random: () => number): Generator<KafkaState> {
  let at: KafkaState | undefined
  model.initial((state) => {
    at ??= state
  })
  for (let step = 0; at !== undefined && step < 300; step++) {
    fingerprintOf(model, at)
    yield at
    const next: KafkaState[] = []
    model.forEachSuccessor(at, (state) => next.push(state))
    // Faults come last: they are rare, so that something is left of their budgets.
    at = next[Math.floor(random() ** 4 * next.length)]
  }
}

type Wanted = (field: string) => boolean

/** Copies of the parts with one field changed; `running` is a list of the same instances. */
function* changedParts(parts: Parts, wanted: Wanted): Generator<Changed<Parts>> {
  const { instances, running, ...rest } = parts
  yield* changedCopies<Parts>(rest, (copy) => ({ ...parts, ...(copy as typeof rest) }), wanted)
  for (let i = 0; i < instances.length; i++) {
    const instance = instances[i]
    const runs = instance !== undefined && running.includes(instance)
    const around = (copy: unknown): Parts => {
      return { ...parts, instances: instances.with(i, copy as never) }
    }
    yield* changedCopies(instance, around, wanted, runs ? 'instances[]' : 'ended[]')
  }
}

type IsLeftOut = (field: string) => boolean

/** What is left out; where a program reads the clock, no time is. */
function namesLeftOut(timed: boolean): readonly string[] {
  const all = Object.entries(fieldsLeftOut)
  return all.filter(([, why]) => !(timed && why === 'time')).map(([name]) => name)
}

function leftOut(timed: boolean): IsLeftOut {
  const names = namesLeftOut(timed)
  return (field) => {
    if (names.includes(field)) return true
    if (field === 'ended[].status' || field === 'ended[].slot') return false
    return names.some((name) => name.endsWith('.') && field.startsWith(name))
  }
}

/** The state with what random ways hardly meet: entries of the offsets topic of every kind. */
function withRareEntries(state: KafkaState): KafkaState {
  const { parts } = state
  const { offsets } = parts.cluster
  const place = { topic: parts.cluster.topic, partition: 0 }
  const entry = { ...place, offset: 1, leaderEpoch: 0, metadata: '' }
  const deleted = { kind: 'offsets-deleted', groupId: 'some', partitions: [place] } as const
  const marker = { kind: 'marker', producerId: 1, producerEpoch: 0, committed: true } as const
  const pending = { groupId: 'some', producerId: 1, commit: 0, entry, position: 0 }
  const planted = {
    ...offsets,
    log: [...offsets.log, deleted, marker],
    committed: [{ groupId: 'some', entry, position: 0 }],
    pending: [pending],
  }
  const cluster = { ...parts.cluster, offsets: planted }
  const commits = [{ member: 'A', generation: 1, source: 'sync' }] as const
  return { ...state, hashes: null, parts: { ...parts, cluster, commits: [...commits] } }
}

/** A field that no way told apart may have met no state that depends on it: others are tried. */
const roundsMax = 4

/** What was told apart, or is left out, is looked at no more often on one way. */
const looksMax = 2

/** While they may strike, the whole log of the offsets topic counts. */
const ofOffsets: readonly FaultName[] = ['offsets-loss', 'offset-expiry']

function lookAround(
  { timed, round }: { readonly timed: boolean; readonly round: number },
  told: ReadonlySet<string>,
  visit: (model: KafkaModel, state: KafkaState, wanted: Wanted) => void,
): void {
  const isLeftOut = leftOut(timed)
  for (const strategy of chosen) {
    const random = seedrandom(round === 0 ? strategy.name : `${strategy.name} ${round}`)
    const order = faultNames.toSorted(() => random() - 0.5)
    const third = Math.ceil(order.length / 3)
    const some = [0, 1, 2].map((part) => order.slice(part * third, (part + 1) * third))
    for (const faults of [...some, ofOffsets]) {
      const model = modelOf(strategy, faults, timed)
      const looks = new Map<string, number>()
      const wanted = (field: string) => {
        const so = (looks.get(field) ?? 0) + 1
        looks.set(field, so)
        return so <= looksMax || !(told.has(field) || isLeftOut(field))
      }
      let step = 0
      for (const state of statesOf(model, random)) {
        if (step === 0) visit(model, withRareEntries(state), wanted)
        if (step++ % 13 === 0) visit(model, state, wanted)
      }
    }
  }
}

test.each([
  { what: 'every field of a world', timed: false },
  { what: 'every field and every time, for who reads the clock,', timed: true },
])('$what is in its fingerprint, or is known to be left out', ({ timed }) => {
  const isLeftOut = leftOut(timed)
  const [told, met] = [new Set<string>(), new Set<string>()]
  const stale = new Set<string>()
  const unclear = () => [...met].filter((field) => !told.has(field) && !isLeftOut(field)).sort()
  const visit = (model: KafkaModel, state: KafkaState, wanted: Wanted) => {
    const { parts } = state
    const was = fingerprintOf(model, state)
    expect(fromScratch(model, state)).toBe(was)
    expect(parts.running).toEqual(
      parts.instances.filter(({ status }) => status === 'live' || status === 'frozen'),
    )
    for (const { field, copy } of changedParts(parts, wanted)) {
      met.add(field)
      const changed = fromScratch(model, { ...state, parts: copy })
      if (changed !== was) told.add(field)
      if (changed.includes('Error')) continue
      if (fingerprintOf(model, { ...state, parts: copy }) !== changed) stale.add(field)
    }
  }
  lookAround({ timed, round: 0 }, told, visit)
  for (let round = 1; round < roundsMax && unclear().length > 0; round++) {
    lookAround({ timed, round }, told, visit)
  }
  expect(unclear()).toEqual([])
  expect([...told].filter(isLeftOut).sort()).toEqual([])
  const unmet = namesLeftOut(timed).filter((name) => {
    return ![...met].some((field) => field === name || field.startsWith(name))
  })
  expect(unmet).toEqual([])
  // What no step does: a commit stays its member's, and no two messages have one ticket.
  expect([...stale].sort()).toEqual(['commits[].member', 'messages[].ticket'])
})
