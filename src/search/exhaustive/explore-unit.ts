/** Decides the cells of one unit by trying every schedule of its scenario. */
import { assert } from '../../model/assert.ts'
import { faultNames } from '../../model/faults/names.ts'
import { durationOf } from '../../model/reset-policy.ts'
import { stormStepsMax } from '../../model/run/run.ts'
import type { Scenario } from '../../model/scenario.ts'
import type { ShippedProperty } from '../../properties/all.ts'
import { properties } from '../../properties/all.ts'
import type { AnyStrategy, Strategy } from '../../strategies/strategy.ts'
import { cellScenario, type Unit } from '../planning/plan.ts'
import { explainedIn } from '../replay/explained.ts'
import { replay } from '../replay/replay.ts'
import { replayLine } from '../replay/replay-line.ts'
import { formatPath } from '../schedules/path.ts'
import { createSubject, type Runner } from '../schedules/subject.ts'
import { isClaimed } from '../verdicts/claims.ts'
import { isRebalanceAtStart } from '../verdicts/rebalance-at-start.ts'
import { untouchable } from '../verdicts/vacuity.ts'
import type { Cell, Counterexample, SearchSummary } from '../verdicts/verdict.ts'
import { createKafkaModel } from './kafka/kafka-model.ts'
import { createStepCoverage, type StepCoverage, whyVacuous } from './kafka/step-coverage.ts'
import {
  type ExhaustiveResult,
  type ShortestPath,
  searchExhaustively,
} from './state-space/breadth-first.ts'
import { verifyPaths } from './verify-paths.ts'

/** Where to stop, whatever is left; null: no such bound. */
export interface StateBounds {
  readonly statesMax: number
  readonly depthMax: number | null
  /** False: nothing is left out because other steps do the same. */
  readonly reduce: boolean
  /** Only schedules with so many delays; null: every order. */
  readonly delays?: number | null
  /** Polls in vain, in a row, that a consumer is allowed while anything else can happen. */
  readonly idlePollsMax?: number
  /** Whether a strategy that cannot be searched so gets no cells, instead of an error. */
  readonly lenient?: boolean
}

/** The same, usually: without a bound they never end. */
const idlePollsUsual = 1

/** The number of states of a search that are reached again, by three ways. */
const sampledPaths = 4

type Decision = Pick<Cell, 'verdict' | 'reason' | 'counterexample'>

/**
 * The cells of the unit, each property's own. A property of which the search says nothing against
 * is `holds` only if every state was visited. `runner` plays the counterexamples again, and a
 * sample of all paths: what the model says must be what a run shows. `beat` is called before each
 * state is expanded. Throws `StrategyFailure` where a strategy cannot be searched so, and
 * `Nondeterminism` where it does not repeat itself.
 */
export function exploreUnit(
  unit: Unit,
  strategy: AnyStrategy,
  runner: Runner,
  bounds: StateBounds,
  deadline: () => boolean = () => false,
  beat: () => void = () => {},
): readonly Cell[] {
  assert(!('service' in strategy), `${strategy.name} does not run in the model`)
  const judged = properties.filter(({ name }) => unit.properties.includes(name))
  const vacuous = untouchable(strategy, unit.fault)
  if (vacuous !== null) {
    const decision: Decision = { verdict: 'vacuous', reason: vacuous, counterexample: null }
    const summary = { mode: 'exhaustive', schedules: 0, complete: true } as const
    return judged.map((property) => cellOf(unit, strategy, property, decision, summary))
  }
  const scenario = cellScenario(strategy, unit.fault, unit.settings, unit.scenario)
  return explainedIn(createSubject(strategy, scenario, runner), unit.seed, () => {
    return cellsOf({ unit, strategy, scenario, judged, runner }, bounds, deadline, beat)
  })
}

interface Exploring {
  readonly unit: Unit
  readonly strategy: Strategy
  readonly scenario: Scenario
  readonly judged: readonly ShippedProperty[]
  readonly runner: Runner
}

function cellsOf(
  { unit, strategy, scenario, judged, runner }: Exploring,
  { statesMax, depthMax, reduce, delays = null, idlePollsMax = idlePollsUsual }: StateBounds,
  deadline: () => boolean,
  beat: () => void,
): readonly Cell[] {
  const calm = replay({ strategy, scenario, choices: [], properties: judged, runner })
  const reasons = calm.judgements.map(({ notApplicable }) => notApplicable)
  // What is not judged would keep the search from ending when all else is decided.
  const open = judged.filter((_, at) => reasons[at] === null)
  const about = { idlePollsMax, reduce, delays }
  let coverage = createStepCoverage()
  const depth = depthMax === null ? {} : { depthMax }
  const search = (timed: boolean) => {
    const model = createKafkaModel(strategy, scenario, open, { ...about, timed })
    const onSearched = () => {
      coverage = structuredClone(model.coverage)
    }
    // To go on would be in vain: states that only differ in time would be taken for one.
    const until = () => deadline() || (!timed && model.tree.readsClock)
    const limits = { statesMax, ...depth, deadline: until, beat, onSearched, samples: sampledPaths }
    return { timed, model, searched: searchExhaustively(model, open.length, limits) }
  }
  const first = search(durationOf(scenario.settings['auto.offset.reset']) !== null)
  const timed = first.timed || first.model.tree.readsClock
  const { searched: result } = timed && !first.timed ? search(true) : first
  const options = { ...about, timed, recordHistory: true }
  const again = createKafkaModel(strategy, scenario, open, options)
  verifyPaths({ strategy, scenario, runner }, again, result.samples)
  const summary = summaryOf(result, scenario, { delays, idlePollsMax }, coverage)
  const vacuous = whyVacuous(strategy, unit.fault, coverage)
  return judged.map((property, at) => {
    const path = result.counterexamples[open.indexOf(property)] ?? null
    const why = reasons[at] ?? (result.complete ? vacuous : null)
    const decision = decide(result, why, path, (found) =>
      counterexampleOf(unit, strategy, scenario, property, found, runner),
    )
    return cellOf(unit, strategy, property, decision, summary)
  })
}

function decide(
  result: ExhaustiveResult,
  vacuous: string | null,
  path: ShortestPath | null,
  explain: (path: ShortestPath) => Counterexample,
): Decision {
  const says = (verdict: Cell['verdict'], reason: string | null): Decision => ({
    verdict,
    reason,
    counterexample: null,
  })
  if (path !== null) return { ...says('violated', null), counterexample: explain(path) }
  if (vacuous !== null) return says('vacuous', vacuous)
  if (result.complete) return says('holds', null)
  return says(
    'unknown',
    `holds on ${result.distinct} states, of which ${result.frontier} were not expanded`,
  )
}

/** Plays the path in the ordinary way, and demands that it breaks the property there, too. */
function counterexampleOf(
  unit: Unit,
  strategy: AnyStrategy,
  scenario: Scenario,
  property: ShippedProperty,
  { choices }: ShortestPath,
  runner: Runner,
): Counterexample {
  const { name } = property
  const played = replay({ strategy, scenario, choices, properties: [property], runner })
  const witnesses = played.judgements[0]?.witnesses ?? []
  const path = formatPath(choices)
  assert(played.misfitAt < 0, `choice ${played.misfitAt + 1} of ${path} does not replay`)
  assert(witnesses.length > 0, `${path} breaks ${name} of ${strategy.name} in the search only`)
  const last = witnesses.reduce((latest, { at }) => Math.max(latest, at), 0)
  const events = played.events.slice(0, last + 1)
  const shortened = choices.slice(0, choices.findLastIndex((choice) => choice !== 0) + 1)
  return {
    path,
    replay: replayLine(unit.strategy, unit.fault, unit.settings, unit.scenario, shortened),
    schedule: 1,
    choicesFound: choices.length,
    choices: shortened.length,
    witnesses,
    ...(isRebalanceAtStart(events, witnesses) ? { rebalanceAtStart: true } : {}),
    events,
  }
}

function summaryOf(
  result: ExhaustiveResult,
  scenario: Scenario,
  { delays, idlePollsMax }: Required<Pick<StateBounds, 'delays' | 'idlePollsMax'>>,
  coverage: StepCoverage,
): SearchSummary {
  const { distinct, generated, depth, frontier, stopped, complete } = result
  const { partitions, records, members, faultsMax, budgets } = scenario
  const faults = Object.keys(budgets).length === 0 ? 0 : faultsMax
  const sizes = { partitions, records, members, faultsMax: faults, idlePollsMax }
  const within = {
    ...sizes,
    ...(delays === null ? {} : { delaysMax: delays }),
    ...(coverage.stormsCut ? { stepsMax: stormStepsMax } : {}),
  }
  const { collisionProbability } = result
  const numbers = { distinct, generated, depth, frontier, stopped, collisionProbability }
  const kinds = faultNames.filter((fault) => (budgets[fault] ?? 0) > 0)
  const strikes = Object.fromEntries(kinds.map((fault) => [fault, coverage.fired[fault] ?? 0]))
  const states = { ...numbers, strikes, within }
  // Schedules are not counted one by one: many of them run through each state.
  return { mode: 'exhaustive', schedules: 0, complete, states }
}

function cellOf(
  unit: Unit,
  strategy: AnyStrategy,
  { name: property }: ShippedProperty,
  decision: Decision,
  search: SearchSummary,
): Cell {
  const { fault, settings } = unit
  const claimed = isClaimed(strategy, property, fault, settings)
  return { strategy: unit.strategy, fault, property, settings, claimed, search, ...decision }
}
