/** Searches one unit of a comparison: a strategy under a fault set, for all its properties. */
import { assert } from '../model/assert.ts'
import type { PropertyName } from '../properties/all.ts'
import { properties } from '../properties/all.ts'
import { sometimesProperties } from '../properties/sometimes.ts'
import type { AnyStrategy } from '../strategies/strategy.ts'
import { settleCells } from './exhaustive/settle-cells.ts'
import { cellScenario, type Unit, type UnitResult } from './planning/plan.ts'
import { smallSizes } from './planning/small-world.ts'
import { createExploration } from './random/exploration.ts'
import { type RangeResult, rangeResult } from './random/merge-explorations.ts'
import type { Pressure } from './random/pressure.ts'
import {
  cellSeed,
  concludeSearch,
  exploreRange,
  type PreparedSearch,
  prepareSearch,
  type RandomResult,
  type RandomSearch,
  searchRandom,
} from './random/random-search.ts'
import { knownUnder } from './schedules/known/known.ts'
import type { KnownTexts } from './schedules/known/texts/known-texts.ts'
import type { ScheduleRange } from './schedules/schedule-range.ts'
import type { Runner } from './schedules/subject.ts'
import { cellOf, type Decision, resultOf } from './unit-result.ts'
import { isClaimed } from './verdicts/claims.ts'
import { faultsOf } from './verdicts/fault-sets.ts'
import { untouchable } from './verdicts/vacuity.ts'

/** Searches a unit. `strategy` is the one that it names. Without pressure, all schedules run. */
export function searchUnit(
  unit: Unit,
  strategy: AnyStrategy,
  runner: Runner,
  pressure: Partial<Pressure> = {},
): UnitResult {
  assert(strategy.name === unit.strategy, `unit of ${unit.strategy} given ${strategy.name}`)
  const vacuous = untouchable(strategy, unit.fault)
  if (vacuous !== null) {
    const decision: Decision = { verdict: 'vacuous', reason: vacuous }
    const cells = unit.properties.map((name) => cellOf(unit, strategy, name, decision, 0, true))
    return { cells, statistics: null, sometimes: null }
  }
  const { cut } = pressure
  const request = requestOf(unit, strategy, runner, pressure)
  const result = cut === undefined ? searchRandom(request) : searchBefore(request, cut)
  const found = resultOf(unit, strategy, result, runner, pressure.endedBy)
  const small = cut === undefined ? smallUnit(unit, strategy) : null
  if (small === null) return found
  const { cells } = searchUnit(small, strategy, runner, pressure)
  return { ...found, cells: settleCells(found.cells, cells) }
}

/** What is known of the small world, as a search of its own; null: nothing is, or nobody asks. */
function smallUnit(unit: Unit, strategy: AnyStrategy): Unit | null {
  const { quick, inSmall, fault, scenario } = unit
  if (quick !== true || inSmall === true || 'service' in strategy) return null
  if (knownUnder(faultsOf(fault), 'small').length === 0) return null
  return { ...unit, scenario: { ...scenario, ...smallSizes }, schedules: 1, inSmall: true }
}

/** Explores one range of a unit's schedules. */
export function exploreUnitRange(
  unit: Unit,
  range: ScheduleRange,
  strategy: AnyStrategy,
  runner: Runner,
  pressure: Partial<Pressure> = {},
): RangeResult {
  const prepared = prepareSearch(requestOf(unit, strategy, runner, pressure))
  return exploreBefore(prepared, range, pressure.cut)
}

/** What is known of a range of which nothing can be explored, for this reason. */
export function unexplored(unit: Unit, range: ScheduleRange, reason: string): RangeResult {
  const findings = createExploration(unit.properties.map(propertyNamed), sometimesProperties)
  return { ...rangeResult(findings, range.first), cut: reason }
}

/** What is known of a unit of which nothing can be searched, for this reason. */
export function unsearched(unit: Unit, strategy: AnyStrategy, reason: string): UnitResult {
  const decision: Decision = { verdict: 'unknown', reason }
  const cells = unit.properties.map((name) => cellOf(unit, strategy, name, decision, 0, false))
  return { cells, statistics: null, sometimes: null }
}

/** What `searchUnit` would have answered, from what exploring each of its ranges found. */
export function concludeUnit(
  unit: Unit,
  results: readonly RangeResult[],
  strategy: AnyStrategy,
  runner: Runner,
  pressure: Partial<Pressure> = {},
): UnitResult {
  const { cut, endedBy } = pressure
  const prepared = prepareSearch(requestOf(unit, strategy, runner, pressure))
  const known = cut === undefined ? results : results.map((one) => cutOff(one, cut.reason))
  return resultOf(unit, strategy, concludeSearch(prepared, known), runner, endedBy)
}

type Cut = NonNullable<Pressure['cut']>

/** Searches the schedules before the one that never ended. */
function searchBefore(request: RandomSearch, cut: Cut): RandomResult {
  const prepared = prepareSearch(request)
  const all = { first: 0, schedules: request.schedules }
  return concludeSearch(prepared, [exploreBefore(prepared, all, cut)])
}

function exploreBefore(
  prepared: PreparedSearch,
  range: ScheduleRange,
  cut: Cut | undefined,
): RangeResult {
  if (cut === undefined) return exploreRange(prepared, range)
  const end = Math.min(range.first + range.schedules, cut.before ?? Infinity)
  const rest = { first: range.first, schedules: end - range.first }
  return cutOff(exploreRange(prepared, rest), cut.reason)
}

function cutOff(result: RangeResult, reason: string): RangeResult {
  return { ...result, complete: false, cut: result.cut ?? reason }
}

function requestOf(
  unit: Unit,
  strategy: AnyStrategy,
  runner: Runner,
  { deadline, hurry, onSchedule }: Partial<Pressure>,
): RandomSearch {
  const { fault, settings } = unit
  return {
    strategy,
    scenario: cellScenario(strategy, fault, settings, unit.scenario),
    seed: cellSeed(unit.seed, unit.drawnAs ?? unit.strategy, fault, settings),
    schedules: unit.schedules,
    properties: unit.properties.map(propertyNamed),
    sometimes: sometimesProperties,
    known: unit.together === true ? [] : knownUnder(faultsOf(fault), kindOf(unit, strategy)),
    asFound: unit.quick === true,
    claimed: unit.properties.filter((name) => isClaimed(strategy, name, fault, settings)),
    runner,
    ...(deadline === undefined ? {} : { deadline }),
    ...(hurry === undefined ? {} : { hurry }),
    ...(onSchedule === undefined ? {} : { onSchedule }),
  }
}

function kindOf({ inSmall }: Unit, strategy: AnyStrategy): keyof KnownTexts {
  if (inSmall === true) return 'small'
  return 'service' in strategy ? 'services' : 'programs'
}

function propertyNamed(name: PropertyName) {
  const property = properties.find((candidate) => candidate.name === name)
  assert(property !== undefined, `no property ${name}`)
  return property
}
