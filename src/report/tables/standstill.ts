/** Groups that stand still although nothing ever went wrong: what is said before all else. */
import type { Comparison } from '../../search/verdicts/comparison.ts'
import type { Cell } from '../../search/verdicts/verdict.ts'
import { witnessWithStep } from '../story/story.ts'

/** Whether the cell says so: with no fault at all, the group does not come to the end. */
export function isStandstill({ property, fault, verdict, claimed }: Cell): boolean {
  return property === 'progress' && fault === 'none' && verdict === 'violated' && claimed
}

/** `orders stands still with no fault at all: orders-0@3 is stuck: not processed to the end`. */
export function standstillText(cell: Cell): string {
  const head = `${cell.strategy} stands still with no fault at all`
  const what = cell.counterexample === null ? '' : witnessWithStep(cell, cell.counterexample)
  return what === '' ? head : `${head}: ${what}`
}

/** One line per strategy that does; those that were kept for their bugs only if `faulty`. */
export function standstillLines(
  { cells, strategies }: Comparison,
  faulty = false,
): readonly string[] {
  return strategies
    .filter((entry) => faulty || !entry.faulty)
    .flatMap(({ name }) => cells.find((cell) => cell.strategy === name && isStandstill(cell)) ?? [])
    .map((cell) => `✖ ${standstillText(cell)}`)
}
