/** A comparison as a review, as far as the words of its report tell: without a baseline. */
import type { Finding, Review } from '../../report/review/review.ts'
import { brokenClaims } from '../../report/shortest.ts'
import { underFaults, withSettings } from '../../report/story.ts'
import { type ReportContext, tell } from '../../report/summary.ts'
import type { Comparison } from '../../search/verdict.ts'

/** The review of a comparison that nobody gave one. */
export function plainReview(comparison: Comparison, context: ReportContext): Review {
  const findings = brokenClaims(comparison).map((violation): Finding => {
    const { cell } = violation
    const where = underFaults(cell.fault) + withSettings(cell.settings)
    return {
      kind: 'claim-broken',
      cell,
      title: `${cell.strategy} breaks ${cell.property} ${where}`,
      text: tell(violation, comparison.seed, context),
      place: null,
    }
  })
  const broken = new Set(findings.map(({ cell }) => cell.strategy)).size
  const sound = comparison.strategies.filter(({ faulty }) => !faulty).length
  return {
    comparison,
    strategies: comparison.strategies.map((entry) => ({
      ...entry,
      summary: context.summaries.get(entry.name) ?? '',
      instead: [],
      place: null,
    })),
    properties: [...new Set(comparison.cells.map(({ property }) => property))].map((name) => ({
      name,
      statement: context.statements.get(name) ?? name,
    })),
    findings,
    headline: `${broken} of ${sound} strategies ${broken === 1 ? 'breaks' : 'break'} a claim`,
    changes: null,
  }
}
