/** What was found under many kinds of fault, told under the few that it takes. */
import { properties } from '../properties/all.ts'
import type { AnyStrategy } from '../strategies/strategy.ts'
import { breakageOf } from './breaking/decide-randomly.ts'
import type { Unit } from './planning/plan.ts'
import type { PropertyFinding } from './random/random-search.ts'
import type { Runner } from './schedules/subject.ts'
import { isClaimed } from './verdicts/claims.ts'
import { faultSetOf, faultsOf } from './verdicts/fault-sets.ts'
import type { Cell } from './verdicts/verdict.ts'

/** The cells, each violated one under its own kinds; `findings` are those of the same search. */
export function underFewKinds(
  cells: readonly Cell[],
  findings: readonly PropertyFinding[],
  unit: Unit,
  strategy: AnyStrategy,
  runner: Runner,
): readonly Cell[] {
  return cells.map((cell) => {
    const found = findings.find(({ property }) => property.name === cell.property)?.counterexample
    const property = properties.find(({ name }) => name === cell.property)
    if (cell.verdict !== 'violated' || found == null || property === undefined) return cell
    const play = { strategy, property, runner, scenario: unit.scenario }
    const { kinds, counterexample } = breakageOf(
      play,
      faultsOf(unit.fault),
      unit.settings,
      found,
      0,
    )
    const fault = faultSetOf(kinds)
    const claimed = isClaimed(strategy, cell.property, fault, unit.settings)
    return { ...cell, fault, claimed, counterexample }
  })
}
