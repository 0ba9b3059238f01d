/** Reviews of the small comparison, with words that a registry might give. */
import { buildReview } from '../../../src/report/review/build-review.ts'
import type { Review, SourcePlace } from '../../../src/report/review/review.ts'
import type { Candidate, ReviewWords } from '../../../src/report/review/words.ts'
import type { Comparison } from '../../../src/search/verdicts/comparison.ts'
import type { Cell } from '../../../src/search/verdicts/verdict.ts'
import type { Claim, Family } from '../../../src/strategies/strategy.ts'
import { cell, comparison, loss } from '../fixtures.ts'

/** A shipped strategy that claims everything, or nothing. */
export function candidate(
  name: string,
  platform: Family = 'kafka-consumer',
  claims: Claim = 'at-least-once',
  claimed = true,
): Candidate {
  return { name, platform, claims, claimed: () => claimed }
}

/** The words. */
export const words: ReviewWords = {
  swarm: [],
  statements: new Map([['at-least-once', 'Nothing is lost.']]),
  headings: new Map(),
  catches: new Map(),
  summaries: new Map([['orders', 'Ours.']]),
  named: [],
  undecided: ({ verdict }) => verdict === 'unknown',
  candidates: [],
  platforms: new Map([['orders', 'kafka-consumer']]),
  uses: new Map(),
  cures: new Map(),
}

/** A comparison of a user's strategy alone. */
export function ofOrders(cells: readonly Partial<Cell>[], name = 'orders'): Comparison {
  return {
    ...comparison,
    strategies: [
      { name, family: 'user', claims: 'at-least-once', faulty: false, file: 'src/orders.ts' },
    ],
    cells: cells.map((one) => cell({ strategy: name, claimed: true, ...one })),
    statistics: [],
  }
}

/** What makes a cell a violated one. */
export const violated = { verdict: 'violated', counterexample: loss } as const

/** Where the user's strategy is. */
export const place: SourcePlace = { file: 'src/orders.ts', line: 7 }

/** The review of it. */
export function reviewOf(
  now: Comparison,
  earlier: Comparison | null = null,
  more: Partial<ReviewWords> = {},
): Review {
  const [first] = now.strategies
  return buildReview(now, { ...words, ...more }, earlier, new Map([[first?.name ?? '', place]]))
}

/** A name that each format reads something into. */
export const hostile = 'a@team <script>|`x`"\'&%: ,]]>\u001b[31m\u202e #12 *b* \ud800'

/** What cannot be printed is written out. */
export function written(text: string): string {
  return text
    .replaceAll('\u001b', '\\u001b')
    .replaceAll('\u202e', '\\u202e')
    .replaceAll('\ud800', '\\ud800')
}
