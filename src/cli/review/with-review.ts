/** Adds the review to what a command tells: what has changed, and a code that fails for it. */
import { buildReview } from '../../report/review/build-review.ts'
import { changesSection, changesText } from '../../report/review/changes-text.ts'
import type { Review } from '../../report/review/review.ts'
import type { Comparison } from '../../search/verdicts/comparison.ts'
import type { ReviewOptions } from '../options/review-option.ts'
import type { Reportable } from '../outputs.ts'
import type { Ending } from '../terminal.ts'
import { placesOf } from './places.ts'
import { readComparison } from './read-comparison.ts'
import { reviewWords } from './review-words.ts'

/** What a review is made with besides the comparison. */
export interface ReviewWish {
  /** Null: there is nothing to compare with. */
  readonly earlier: Comparison | null
  /** The strategies that the user asked for by name; empty: all that ship. */
  readonly named: readonly string[]
}

/** Reads `--baseline`; null where it was not given. Throws a UsageError. */
export function readBaseline({ baseline }: ReviewOptions, folder: string): Comparison | null {
  return baseline === undefined ? null : readComparison(baseline, folder, '--baseline')
}

/** Strategies that nobody asked for this time are not gone. */
function narrowed(earlier: Comparison, { strategies }: Comparison): Comparison {
  const names = new Set(strategies.map(({ name }) => name))
  const cells = earlier.cells.filter(({ strategy }) => names.has(strategy))
  return { ...earlier, cells }
}

/** The same with its review. What has changed is reported above everything else. */
export function withReview(
  reported: Reportable,
  { earlier, named }: ReviewWish,
  folder: string,
): Reportable & { readonly review: Review } {
  const { comparison, context, text } = reported
  const words = reviewWords(context, comparison.strategies, named, folder)
  const baseline = earlier !== null && named.length > 0 ? narrowed(earlier, comparison) : earlier
  const review = buildReview(comparison, words, baseline, placesOf(comparison.strategies, folder))
  const { changes } = review
  if (changes === null) return { ...reported, review }
  return {
    ...reported,
    review,
    context: { ...context, changes: changesSection(changes) },
    text: `${changesText(changes, text)}\n\n${text}`,
  }
}

/** The code of the whole command: a regression fails, whatever else is undecided. */
export function codeWithReview(code: Ending['code'], { changes }: Review): Ending['code'] {
  return changes?.regressed === true ? 1 : code
}
