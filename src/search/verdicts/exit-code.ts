/**
 * The exit code of a comparison: all that a pipeline reads. `--cover` and `--baseline` may still
 * change it (`codeWithCoverage`, `codeWithReview`).
 */
import type { AnyStrategy } from '../../strategies/strategy.ts'
import type { Comparison } from './comparison.ts'
import { isUntouchable } from './vacuity.ts'
import type { Cell } from './verdict.ts'

/** 0: every claim holds. 1: a claim is violated. 3: undecided. */
export type ExitCode = 0 | 1 | 3

/**
 * The code. A faulty strategy's claims count only if the user named it (`named`); but a search
 * that was made to catch it and did not is undecided, for then it proves little of the others.
 */
export function exitCode(
  comparison: Comparison,
  strategies: readonly Pick<AnyStrategy, 'name' | 'caughtBy'>[],
  named: readonly string[] = [],
): ExitCode {
  const uncounted = new Set(
    comparison.strategies.filter((s) => s.faulty && !named.includes(s.name)).map((s) => s.name),
  )
  const counted = comparison.cells.filter((cell) => cell.claimed && !uncounted.has(cell.strategy))
  const together = (comparison.breakingSets ?? []).filter((one) => !uncounted.has(one.strategy))
  const broken = together.some(({ minimal }) => minimal.some(({ claimed }) => claimed))
  if (broken || counted.some((cell) => cell.verdict === 'violated')) return 1
  const unsearched = together.some(({ claimed, lost }) => claimed && lost === true)
  const undecided =
    unsearched || counted.some(isUndecided) || uncaught(comparison, strategies).length > 0
  return undecided ? 3 : 0
}

/** Whether the search left open what the cell claims: it ended early, or proved nothing. */
export function isUndecided({ verdict, reason }: Pick<Cell, 'verdict' | 'reason'>): boolean {
  return verdict === 'unknown' || (verdict === 'vacuous' && !isUntouchable(reason))
}

/** The faulty strategies that a search should have caught and did not, by name. */
export function uncaught(
  comparison: Comparison,
  strategies: readonly Pick<AnyStrategy, 'name' | 'caughtBy'>[],
): readonly string[] {
  return strategies
    .filter(({ name, caughtBy }) => {
      if (caughtBy === undefined) return false
      const { property, under } = caughtBy
      const cells = comparison.cells.filter(
        (cell) => cell.strategy === name && cell.property === property && cell.fault === under,
      )
      return cells.length > 0 && cells.every((cell) => cell.verdict !== 'violated')
    })
    .map(({ name }) => name)
}
