/** A comparison as a review, without a baseline: what the page is shown in its tests. */
import { properties } from '../../src/properties/all.ts'
import type { Review } from '../../src/report/review/review.ts'
import { brokenClaims } from '../../src/report/shortest.ts'
import { storyHead } from '../../src/report/story.ts'
import type { Comparison } from '../../src/search/verdict.ts'
import { strategies } from '../../src/strategies/all.ts'

const wordsOf = (wanted: string) =>
  strategies.find(({ strategy }) => strategy.name === wanted)?.strategy.summary ?? ''

/** The review. */
export function reviewOf(comparison: Comparison): Review {
  const broken = brokenClaims(comparison)
  return {
    comparison,
    strategies: comparison.strategies.map((entry) => ({
      ...entry,
      summary: wordsOf(entry.name),
      instead: [],
      place: null,
    })),
    properties: properties.map(({ name, statement }) => ({ name, statement })),
    findings: broken.map(({ cell, counterexample }) => ({
      kind: 'claim-broken',
      cell,
      title: storyHead(cell, counterexample, comparison.seed).split(/ {6}|\n/)[0] ?? '',
      text: '',
      place: null,
    })),
    headline: `${broken.length} of ${comparison.strategies.length} strategies break a claim`,
    changes: null,
  }
}
