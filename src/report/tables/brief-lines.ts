/** What is broken, a line each: the promise, the fault, what happened, how much of it a run has. */
import type { Comparison } from '../../search/verdicts/comparison.ts'
import { focusOf } from '../story/focus.ts'
import { underFaults, withSettings, witnessText } from '../story/story.ts'
import type { Violation } from './shortest.ts'

/** `0 lost, 1.04 repeated a run`; null: that fault has no figures. */
function figuresText({ statistics }: Comparison, { cell }: Violation): string | null {
  const settings = JSON.stringify(cell.settings)
  const found = statistics.find(
    ({ strategy, fault, settings: others }) =>
      strategy === cell.strategy && fault === cell.fault && JSON.stringify(others) === settings,
  )
  if (found === undefined) return null
  const mean = (value: number): string => (value === 0 ? '0' : value.toFixed(2))
  return `${mean(found.lost.mean)} lost, ${mean(found.reprocessed.mean)} repeated a run`
}

/** ` (and under 3 more)`: how many other faults or settings break the same. */
function others({ cells }: Comparison, { cell }: Violation): string {
  const count = cells.filter(
    ({ strategy, property, claimed, verdict }) =>
      verdict === 'violated' &&
      strategy === cell.strategy &&
      property === cell.property &&
      claimed === cell.claimed,
  ).length
  return count < 2 ? '' : ` (and ${count - 1} more)`
}

/** One line for each violation, under each other. */
export function briefLines(
  comparison: Comparison,
  violations: readonly Violation[],
): readonly string[] {
  const width = violations.reduce((most, { cell }) => Math.max(most, cell.property.length), 0)
  return violations.map((violation) => {
    const { cell, counterexample } = violation
    const [first] = focusOf(counterexample).shown
    const place = underFaults(cell.fault) + withSettings(cell.settings)
    const what = first === undefined ? '' : `: ${witnessText(first)}`
    const figures = figuresText(comparison, violation)
    const much = figures === null ? '' : `; ${figures}`
    const where = place + others(comparison, violation)
    return `  ${cell.property.padEnd(width)}  ${where}${what}${much}`
  })
}
