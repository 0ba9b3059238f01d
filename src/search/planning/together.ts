/**
 * A search of several kinds of fault at once, after that of each kind by itself.
 *
 * Some bugs take two kinds in one batch: a join, and the move of another topic's leader. There are
 * hundreds of pairs, so no pair gets a search of its own: each schedule draws which kinds are on,
 * and up to so many faults of them (`swarm.ts`). Only claims are judged, under the kinds that the
 * strategy claims to survive: what few faults break of a promise that nobody made says little.
 */
import type { Settings } from '../../model/settings.ts'
import type { AnyStrategy } from '../../strategies/strategy.ts'
import { isClaimed, survivedFaults } from '../verdicts/claims.ts'
import type { Comparison } from '../verdicts/comparison.ts'
import { faultSetOf, faultsOf } from '../verdicts/fault-sets.ts'
import { untouchable } from '../verdicts/vacuity.ts'
import type { Cell } from '../verdicts/verdict.ts'
import type { Unit, UnitResult } from './plan.ts'
import { withRegressions } from './with-regressions.ts'

/** Of all schedules of a check one in so many has several kinds. */
const shareOfTogether = 8

/** The unit for a strategy whose kinds have these units; null: nothing is claimed of several. */
export function unitTogether(
  strategy: AnyStrategy,
  units: readonly Unit[],
  chosen: Readonly<Partial<Settings>>,
): Unit | null {
  const [first] = units
  if (first === undefined) return null
  const settings = { ...first.settings, ...chosen }
  const all = new Set(units.flatMap(({ fault }) => faultsOf(fault)))
  const kinds = survivedFaults(strategy, settings).filter(
    (fault) => all.has(fault) && untouchable(strategy, fault) === null,
  )
  const fault = faultSetOf(kinds)
  const properties = first.properties.filter((name) => isClaimed(strategy, name, fault, settings))
  if (kinds.length < 2 || properties.length === 0) return null
  const single = units.filter((unit) => untouchable(strategy, unit.fault) === null)
  const sum = single.reduce((total, { schedules }) => total + schedules, 0)
  const schedules = Math.max(1, Math.round(sum / (shareOfTogether - 1)))
  return { ...first, fault, settings, properties, schedules, together: true }
}

/**
 * The comparison of the single kinds with what was found of several: a claim that is broken under
 * kinds of which no smaller set is known to break it.
 */
export function withTogether(
  comparison: Comparison,
  unit: Unit,
  { cells }: UnitResult,
): Comparison {
  const found = cells.filter(
    (cell) => cell.verdict === 'violated' && !isBrokenByFewer(comparison, cell),
  )
  const [searched] = cells
  const { schedules, complete } = searched?.search ?? { schedules: 0, complete: false }
  const together = { faults: unit.fault, schedules, complete }
  return { ...withRegressions(comparison, found), together }
}

function isBrokenByFewer({ cells }: Comparison, { property, fault, settings }: Cell): boolean {
  const kinds = faultsOf(fault)
  return cells.some(
    (cell) =>
      cell.verdict === 'violated' &&
      cell.property === property &&
      cell.settings['auto.offset.reset'] === settings['auto.offset.reset'] &&
      faultsOf(cell.fault).every((kind) => kinds.includes(kind)),
  )
}
