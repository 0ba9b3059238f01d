/** What to use instead: shipped strategies that keep what this one breaks. */
import type { Comparison, StrategyEntry } from '../../search/verdicts/comparison.ts'
import type { Cell } from '../../search/verdicts/verdict.ts'
import { cellKey } from './cells.ts'
import type { Candidate, ReviewWords } from './words.ts'

const shownMax = 3

/** What a strategy breaks and should not: its claims, and what must catch it if it is faulty. */
function brokenBy(
  entry: StrategyEntry,
  { cells }: Comparison,
  words: ReviewWords,
): readonly Cell[] {
  const expected = words.catches.get(entry.name)
  return cells.filter(
    (cell) =>
      cell.strategy === entry.name &&
      cell.verdict === 'violated' &&
      (cell.claimed || (cell.property === expected?.property && cell.fault === expected.under)),
  )
}

/** What is known of every cell, by its key; the first comparison that has it counts. */
export type KnownVerdicts = ReadonlyMap<string, Cell['verdict']>

/** Gathers it, once for all strategies. */
export function knownVerdicts(comparisons: readonly Comparison[]): KnownVerdicts {
  const cells = comparisons.toReversed().flatMap((comparison) => comparison.cells)
  return new Map(cells.map((cell) => [cellKey(cell), cell.verdict]))
}

/**
 * Names, the best first: the cure that the code names, then the same client, then the same claim,
 * in the order of the registry. A candidate must hold in each of the broken cells as far as the
 * comparisons have them; where none has, it must claim what is broken.
 */
export function alternativesOf(
  entry: StrategyEntry,
  comparison: Comparison,
  verdicts: KnownVerdicts,
  words: ReviewWords,
): readonly string[] {
  const broken = brokenBy(entry, comparison, words)
  if (broken.length === 0) return []
  const keeps = (candidate: Candidate): boolean =>
    candidate.name !== entry.name &&
    broken.every((cell) => {
      const known = verdicts.get(cellKey({ ...cell, strategy: candidate.name }))
      return known === undefined
        ? candidate.claimed(cell)
        : known === 'holds' || known === 'not-found'
    })
  const platform = words.platforms.get(entry.name)
  const rank = (candidate: Candidate): number =>
    (candidate.name === words.cures.get(entry.name) ? 0 : 4) +
    (candidate.platform === platform ? 0 : 2) +
    (candidate.claims === entry.claims ? 0 : 1)
  return words.candidates
    .filter(keeps)
    .toSorted((one, other) => rank(one) - rank(other))
    .slice(0, shownMax)
    .map(({ name }) => name)
}
