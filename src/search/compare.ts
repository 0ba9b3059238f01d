/** Searches one unit of a comparison: a strategy under a fault set, for all its properties. */
import { assert } from '../model/assert.ts'
import type { PropertyName } from '../properties/all.ts'
import { properties } from '../properties/all.ts'
import { sometimesProperties } from '../properties/sometimes.ts'
import type { AnyStrategy } from '../strategies/strategy.ts'
import { underFewKinds } from './few-kinds.ts'
import { cellScenario, type Unit, type UnitResult } from './planning/plan.ts'
import type { RangeResult } from './random/merge-explorations.ts'
import {
  cellSeed,
  concludeSearch,
  exploreRange,
  type PropertyFinding,
  prepareSearch,
  type RandomResult,
  type RandomSearch,
  searchRandom,
} from './random/random-search.ts'
import { replayLine } from './replay/replay-line.ts'
import { knownUnder } from './schedules/known/known.ts'
import type { ScheduleRange } from './schedules/schedule-range.ts'
import type { Runner } from './schedules/subject.ts'
import { isClaimed } from './verdicts/claims.ts'
import { faultsOf } from './verdicts/fault-sets.ts'
import { figureOf, type Histogram } from './verdicts/statistics.ts'
import { missingCoverage, untouchable, untouched } from './verdicts/vacuity.ts'
import type { Cell, Counterexample, VerdictName } from './verdicts/verdict.ts'

/**
 * A claim that fewer schedules than these did not break is undecided: up to 3 % of such schedules
 * may break it nevertheless (95 %; the rule of three).
 */
export const schedulesOfClaims = 100

/** What a cell's verdict rests on. */
type Decision = Pick<Cell, 'verdict' | 'reason'>

/** Searches a unit. `strategy` is the one that it names. */
export function searchUnit(
  unit: Unit,
  strategy: AnyStrategy,
  runner: Runner,
  deadline?: () => boolean,
): UnitResult {
  assert(strategy.name === unit.strategy, `unit of ${unit.strategy} given ${strategy.name}`)
  const vacuous = untouchable(strategy, unit.fault)
  if (vacuous !== null) {
    const decision: Decision = { verdict: 'vacuous', reason: vacuous }
    const cells = unit.properties.map((name) => cellOf(unit, strategy, name, decision, 0, true))
    return { cells, statistics: null, sometimes: null }
  }
  const result = searchRandom(requestOf(unit, strategy, runner, deadline))
  return resultOf(unit, strategy, result, runner)
}

/** Explores one range of a unit's schedules. */
export function exploreUnitRange(
  unit: Unit,
  range: ScheduleRange,
  strategy: AnyStrategy,
  runner: Runner,
  deadline?: () => boolean,
): RangeResult {
  return exploreRange(prepareSearch(requestOf(unit, strategy, runner, deadline)), range)
}

/** What `searchUnit` would have answered, from what exploring each of its ranges found. */
export function concludeUnit(
  unit: Unit,
  results: readonly RangeResult[],
  strategy: AnyStrategy,
  runner: Runner,
): UnitResult {
  const prepared = prepareSearch(requestOf(unit, strategy, runner))
  return resultOf(unit, strategy, concludeSearch(prepared, results), runner)
}

function requestOf(
  unit: Unit,
  strategy: AnyStrategy,
  runner: Runner,
  deadline?: () => boolean,
): RandomSearch {
  const { fault, settings } = unit
  return {
    strategy,
    scenario: cellScenario(strategy, fault, settings, unit.scenario),
    seed: cellSeed(unit.seed, unit.drawnAs ?? unit.strategy, fault, settings),
    schedules: unit.schedules,
    properties: unit.properties.map(propertyNamed),
    sometimes: sometimesProperties,
    known: unit.together === true ? [] : knownUnder(faultsOf(fault), platformOf(strategy)),
    claimed: unit.properties.filter((name) => isClaimed(strategy, name, fault, settings)),
    runner,
    ...(deadline === undefined ? {} : { deadline }),
  }
}

function platformOf(strategy: AnyStrategy): 'services' | 'programs' {
  return 'service' in strategy ? 'services' : 'programs'
}

function propertyNamed(name: PropertyName) {
  const property = properties.find((candidate) => candidate.name === name)
  assert(property !== undefined, `no property ${name}`)
  return property
}

function resultOf(
  unit: Unit,
  strategy: AnyStrategy,
  result: RandomResult,
  runner: Runner,
): UnitResult {
  const { exploration, seen, findings } = result
  const { schedules, complete } = exploration
  const place = { strategy: unit.strategy, fault: unit.fault, settings: unit.settings }
  const meanOf = (histogram: Histogram) => ({ mean: figureOf(histogram).mean })
  const cells = findings.map((finding) => {
    const decision = decide(unit, strategy, result, finding)
    const cell = cellOf(unit, strategy, finding.property.name, decision, schedules, complete)
    const violated = decision.verdict === 'violated'
    return violated ? { ...cell, counterexample: counterexampleOf(unit, finding) } : cell
  })
  const isTogether = unit.together === true
  return {
    cells: isTogether ? underFewKinds(cells, findings, unit, strategy, runner) : cells,
    statistics: {
      ...place,
      schedules,
      records: exploration.records,
      lost: figureOf(exploration.lost),
      reprocessed: figureOf(exploration.reprocessed),
      commitRequests: meanOf(exploration.commitRequests),
      rejoins: meanOf(exploration.rejoins),
      consumerRestarts: meanOf(exploration.consumerRestarts),
      consumerDeaths: meanOf(exploration.consumerDeaths),
    },
    sometimes: { ...place, seen },
    coverage: { strategy: unit.strategy, ...exploration.coverage },
    ...(unit.drawnAs === undefined ? {} : { violations: violationsOf(findings) }),
  }
}

function violationsOf(findings: RandomResult['findings']): NonNullable<UnitResult['violations']> {
  return Object.fromEntries(findings.map(({ property, violations }) => [property.name, violations]))
}

function decide(
  unit: Unit,
  strategy: AnyStrategy,
  { exploration, seen, fired }: RandomResult,
  finding: PropertyFinding,
): Decision {
  const { schedules, complete } = exploration
  const says = (verdict: VerdictName, reason: string | null): Decision => ({ verdict, reason })
  const harmless = untouched(unit.fault, exploration.commitsMax)
  if (complete && harmless !== null) return says('vacuous', harmless)
  if (finding.violations > 0 || finding.counterexample !== null) return says('violated', null)
  if (finding.notApplicable !== null) return says('vacuous', finding.notApplicable)
  if (!complete)
    return says('unknown', `time was up after ${schedules} of ${unit.schedules} schedules`)
  const missing = missingCoverage(strategy, unit.fault, seen, fired, schedules)
  if (missing !== null) return says('vacuous', missing)
  const claimed = isClaimed(strategy, finding.property.name, unit.fault, unit.settings)
  if (claimed && schedules < schedulesOfClaims) {
    return says('unknown', `only ${schedules} schedules; a claim takes ${schedulesOfClaims}`)
  }
  return says('not-found', null)
}

function counterexampleOf(unit: Unit, { counterexample }: PropertyFinding): Counterexample | null {
  if (counterexample === null) return null
  const { shrunkChoices, path, ...rest } = counterexample
  const { strategy, fault, settings, scenario } = unit
  return { path, replay: replayLine(strategy, fault, settings, scenario, shrunkChoices), ...rest }
}

function cellOf(
  unit: Unit,
  strategy: AnyStrategy,
  property: PropertyName,
  decision: Decision,
  schedules: number,
  complete: boolean,
): Cell {
  const { fault, settings } = unit
  return {
    strategy: unit.strategy,
    fault,
    property,
    settings,
    ...decision,
    claimed: isClaimed(strategy, property, fault, settings),
    search: { mode: 'random', schedules, complete },
    counterexample: null,
  }
}
