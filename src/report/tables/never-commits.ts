/** A user's file whose group is never asked for a commit: said first, for it is seldom meant. */
import type { Comparison } from '../../search/verdicts/comparison.ts'

/**
 * One line, if no run asked for one though records were worked on. A consumer may be right to: one
 * that keeps its offsets elsewhere. One that just forgot breaks no promise of at least once either.
 */
export function neverCommitsLines({
  cells,
  statistics,
  strategies,
}: Comparison): readonly string[] {
  return strategies
    .filter(({ name, file }) => {
      const ran = statistics.filter(
        ({ strategy, schedules, records }) => strategy === name && schedules > 0 && records > 0,
      )
      return (
        file !== undefined &&
        ran.length > 0 &&
        ran.every(({ commitRequests }) => commitRequests.mean === 0) &&
        cells.some(
          ({ strategy, fault, verdict }) =>
            strategy === name && fault === ran[0]?.fault && verdict !== 'vacuous',
        )
      )
    })
    .map(
      ({ name }) =>
        `${name} never asks its group for a commit: unless it keeps its offsets elsewhere, ` +
        'whoever starts or takes over works on all of it again',
    )
}
