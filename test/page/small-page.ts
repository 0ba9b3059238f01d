/** The page of the small comparison, with all that a page can carry. */
import { join } from 'node:path'
import { storiesFor } from '../../src/cli/page/stories.ts'
import { pageOf } from '../../src/cli/page/write-page.ts'
import { noLimits } from '../../src/cli/workers/limits.ts'
import { properties } from '../../src/properties/all.ts'
import { buildReview } from '../../src/report/review/build-review.ts'
import type { Review } from '../../src/report/review/review.ts'
import type { ReviewWords } from '../../src/report/review/words.ts'
import type { Measurement } from '../../src/search/timed/measurement.ts'
import { hostile, smallComparison } from './small-comparison.ts'

/** Words of a registry that knows nothing but what properties say. */
export const words: ReviewWords = {
  swarm: [],
  statements: new Map(properties.map(({ name, statement }) => [name, statement])),
  headings: new Map(),
  catches: new Map(),
  summaries: new Map([[hostile, `Does \`harm\`: ${hostile}`]]),
  named: [],
  undecided: () => false,
  candidates: [],
  platforms: new Map(),
  uses: new Map(),
  cures: new Map(),
}

/** The review, with something in each of its parts. */
export function smallReview(): Review {
  const review = buildReview(smallComparison, words, null, new Map())
  const [before] = smallComparison.cells
  const [statistics] = smallComparison.statistics
  const [first, second, third] = review.strategies
  if (!before || !statistics || !first || !second || !third) throw new Error('nothing to review')
  return {
    ...review,
    strategies: [first, second, { ...third, instead: [first.name] }],
    changes: {
      baseline: { version: '9.9.8', seed: hostile },
      verdicts: [{ kind: 'other', before, after: { ...before, verdict: 'unknown' }, text: null }],
      figures: [
        { statistics, figure: 'lost', before: statistics.lost, after: statistics.reprocessed },
      ],
      regressed: true,
    },
  }
}

const measured = (value: number) =>
  ({ value, ci95: [value / 2, value * 2], precise: true }) as const

const point = (value: string, repeated: number) =>
  ({
    value,
    duplicates: measured(repeated),
    losses: null,
    quiet: { commits: measured(3), lagP99: null },
  }) as const

/** A sweep, as far as the page reads it. */
export const sweep = {
  strategy: { name: hostile },
  profile: { name: 'orders' },
  sweep: 'auto.commit.interval.ms',
  points: [point('1000', 4), point('5000', 9)],
} as unknown as Measurement

/** The page. */
export async function smallPage(): Promise<string> {
  const folder = join(import.meta.dirname, '../..')
  const review = smallReview()
  return pageOf(review, await storiesFor(review.comparison, folder, noLimits), [sweep])
}
