/** What a unit of a comparison comes to, from what its search found. */
import type { PropertyName } from '../properties/all.ts'
import type { AnyStrategy } from '../strategies/strategy.ts'
import { underFewKinds } from './few-kinds.ts'
import type { Unit, UnitResult } from './planning/plan.ts'
import { noPressure } from './random/pressure.ts'
import type { PropertyFinding, RandomResult } from './random/random-search.ts'
import { replayLine } from './replay/replay-line.ts'
import type { Runner } from './schedules/subject.ts'
import { isClaimed } from './verdicts/claims.ts'
import { figureOf, type Histogram } from './verdicts/statistics.ts'
import { missingCoverage, untouched } from './verdicts/vacuity.ts'
import type { Cell, Counterexample, VerdictName } from './verdicts/verdict.ts'

/**
 * A claim that fewer schedules than these did not break is undecided: up to 3 % of such schedules
 * may break it nevertheless (95 %; the rule of three).
 */
const schedulesOfClaims = 100

/** What a cell's verdict rests on. */
export type Decision = Pick<Cell, 'verdict' | 'reason'>

/** The cells and figures; `endedBy`: what ended a search that is not complete. */
export function resultOf(
  unit: Unit,
  strategy: AnyStrategy,
  result: RandomResult,
  runner: Runner,
  endedBy = noPressure.endedBy,
): UnitResult {
  const { exploration, seen, findings } = result
  const { schedules, complete } = exploration
  const place = { strategy: unit.strategy, fault: unit.fault, settings: unit.settings }
  const meanOf = (histogram: Histogram) => ({ mean: figureOf(histogram).mean })
  const cells = findings.map((finding) => {
    const decision = decide(unit, strategy, result, finding, endedBy)
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
      duplicated: figureOf(exploration.duplicated),
      reprocessed: figureOf(exploration.reprocessed),
      commitRequests: meanOf(exploration.commitRequests),
      rejoins: meanOf(exploration.rejoins),
      rebalances: meanOf(exploration.rebalances),
      restarts: meanOf(exploration.restarts),
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
  endedBy: () => string,
): Decision {
  const { schedules, complete } = exploration
  const says = (verdict: VerdictName, reason: string | null): Decision => ({ verdict, reason })
  const harmless = untouched(unit.fault, exploration.commitsMax)
  if (complete && harmless !== null) return says('vacuous', harmless)
  if (finding.violations > 0 || finding.counterexample !== null) return says('violated', null)
  if (finding.notApplicable !== null) return says('vacuous', finding.notApplicable)
  if (!complete) {
    const until = `${endedBy()} after ${schedules} of ${unit.schedules} schedules`
    return says('unknown', exploration.cut ?? until)
  }
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

/** A cell of the unit that nothing has broken. */
export function cellOf(
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
