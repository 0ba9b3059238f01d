/** Lays what old paths still break over a comparison. */
import { faults as allFaults } from '../../model/faults/all.ts'
import type { Comparison } from '../verdicts/comparison.ts'
import { faultsOf } from '../verdicts/fault-sets.ts'
import type { Cell } from '../verdicts/verdict.ts'
import { isOfCell } from './regression.ts'

/**
 * The comparison in which the cells of these are violated, whatever the search said of them; the
 * first of each cell counts. Those outside of what was asked for come after all others.
 */
export function withRegressions(comparison: Comparison, broken: readonly Cell[]): Comparison {
  if (broken.length === 0) return comparison
  const isSame = (one: Cell, other: Cell) => one.strategy === other.strategy && isOfCell(one, other)
  const cells = comparison.cells.map((cell): Cell => {
    const found = broken.find((other) => isSame(other, cell))
    if (found === undefined) return cell
    const { counterexample } = found
    return { ...cell, verdict: 'violated', reason: null, counterexample }
  })
  const others = broken.filter(
    (cell, at) =>
      !comparison.cells.some((planned) => isSame(planned, cell)) &&
      broken.findIndex((other) => isSame(other, cell)) === at,
  )
  const used = new Set<string>([
    ...comparison.faults.map(({ name }) => name),
    ...others.flatMap(({ fault }) => faultsOf(fault)),
  ])
  const faults = allFaults
    .filter(({ name }) => used.has(name))
    .map(({ name, summary }) => ({ name, summary }))
  return { ...comparison, faults, cells: [...cells, ...others] }
}
