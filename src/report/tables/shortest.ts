/** Picks what is worth telling: per strategy and property the shortest way to break it. */
import type { Comparison, StrategyEntry } from '../../search/verdicts/comparison.ts'
import type { Cell, Counterexample } from '../../search/verdicts/verdict.ts'
import { factsOf } from '../story/fault-facts.ts'
import { storyLength, withSettings } from '../story/story.ts'
import { isStandstill } from './standstill.ts'

/** A violated cell with its counterexample. */
export interface Violation {
  readonly cell: Cell
  readonly counterexample: Counterexample
}

/** The violated cells with their counterexamples, in their order. */
export function violationsOf(cells: readonly Cell[]): readonly Violation[] {
  return cells.flatMap((cell) =>
    cell.verdict === 'violated' && cell.counterexample !== null
      ? [{ cell, counterexample: cell.counterexample }]
      : [],
  )
}

/**
 * What is shown first: a group that stands still with no fault at all, a broken claim, a fault of
 * daily life under the usual settings; then the story with the fewest lines, and what takes the
 * fewest choices.
 */
function measure({ cell, counterexample }: Violation): readonly number[] {
  const { choices, events, eventsOmitted } = counterexample
  const untold = eventsOmitted === undefined ? 0 : 1
  // What the cluster threw away itself breaks every strategy: the story says little of this one.
  const rare = cell.fault.split('+').some((name) => factsOf(name)?.loses != null)
  const unusual = withSettings(cell.settings) !== ''
  const rank = [isStandstill(cell) ? 0 : 1, cell.claimed ? 0 : 1, rare ? 1 : 0, unusual ? 1 : 0]
  return [untold, ...rank, storyLength(cell, counterexample), choices, events.length]
}

function isLess(one: readonly number[], other: readonly number[]): boolean {
  const at = one.findIndex((value, index) => value !== other[index])
  return at >= 0 && (one[at] ?? 0) < (other[at] ?? 0)
}

/** The shortest violation per strategy and property, in the order of the cells. */
export function shortestViolations(cells: readonly Cell[]): readonly Violation[] {
  const best = new Map<
    string,
    { readonly violation: Violation; readonly size: readonly number[] }
  >()
  for (const violation of violationsOf(cells)) {
    const key = `${violation.cell.strategy} ${violation.cell.property}`
    const size = measure(violation)
    const known = best.get(key)
    if (known === undefined || isLess(size, known.size)) best.set(key, { violation, size })
  }
  return [...best.values()].map(({ violation }) => violation)
}

/** Whether one story tells both: the same run breaks two properties with the same words. */
export function isSameRun(one: Violation, other: Violation): boolean {
  const texts = ({ counterexample }: Violation): string =>
    counterexample.witnesses.map(({ text }) => text).join()
  return one.counterexample.replay === other.counterexample.replay && texts(one) === texts(other)
}

/** Claims that sound strategies break: what a comparison fails for. */
export function brokenClaims(comparison: Comparison): readonly Violation[] {
  const sound = new Set(
    comparison.strategies.filter((entry) => !entry.faulty).map((entry) => entry.name),
  )
  return shortestViolations(
    comparison.cells.filter((cell) => cell.claimed && sound.has(cell.strategy)),
  )
}

/** What a strategy kept for its bug must be caught by. */
export interface Catch {
  readonly property: string
  readonly under: string
}

export interface CatchResult {
  readonly entry: StrategyEntry
  readonly expected: Catch
  /** Null: not caught, or that cell was not asked for. */
  readonly violation: Violation | null
  /** Whether the comparison included the cell at all. */
  readonly asked: boolean
}

/** For each strategy that is faulty on purpose: whether its bug was found. */
export function catches(
  comparison: Comparison,
  expected: ReadonlyMap<string, Catch>,
): readonly CatchResult[] {
  return comparison.strategies.flatMap((entry) => {
    const wanted = expected.get(entry.name)
    if (wanted === undefined) return []
    const cells = comparison.cells.filter(
      (cell) =>
        cell.strategy === entry.name &&
        cell.property === wanted.property &&
        cell.fault === wanted.under,
    )
    const [violation] = shortestViolations(cells)
    return [{ entry, expected: wanted, violation: violation ?? null, asked: cells.length > 0 }]
  })
}
