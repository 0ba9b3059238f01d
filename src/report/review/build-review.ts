/**
 * Puts together what is reported to reviewers: of a comparison and, if there is one, an earlier
 * one.
 */
import type { Comparison } from '../../search/verdicts/comparison.ts'
import { isStandstill } from '../tables/standstill.ts'
import { alternativesOf, knownVerdicts } from './alternatives.ts'
import { countedStrategies } from './cells.ts'
import { changesOf } from './changes.ts'
import { findingsOf } from './findings.ts'
import type { Finding, Review, SourcePlace } from './review.ts'
import type { ReviewWords } from './words.ts'

/** The review; `places` of the user's own strategies, by name. Pure: same data, same review. */
export function buildReview(
  comparison: Comparison,
  words: ReviewWords,
  baseline: Comparison | null,
  places: ReadonlyMap<string, SourcePlace>,
): Review {
  const findings = findingsOf(comparison, words, places)
  const known = knownVerdicts(baseline === null ? [comparison] : [comparison, baseline])
  const used = new Set(comparison.cells.map(({ property }) => property))
  return {
    comparison,
    strategies: comparison.strategies.map((entry) => ({
      ...entry,
      uses: words.uses.get(entry.name) ?? [],
      summary: words.summaries.get(entry.name) ?? '',
      instead: alternativesOf(entry, comparison, known, words),
      place: places.get(entry.name) ?? null,
    })),
    properties: [...used].map((name) => ({ name, statement: words.statements.get(name) ?? name })),
    findings,
    headline: headlineOf(comparison, findings, words),
    changes: baseline === null ? null : changesOf(baseline, comparison, words),
  }
}

/**
 * One line: who stands still with no fault at all, else whose claims are broken, else what is
 * undecided, else that all is well.
 */
function headlineOf(
  comparison: Comparison,
  findings: readonly Finding[],
  words: ReviewWords,
): string {
  const all = countedStrategies(comparison, words.named)
  const [only] = all
  const of = (kind: Finding['kind']) => findings.filter((finding) => finding.kind === kind)
  const names = (kind: Finding['kind']) => new Set(of(kind).map(({ cell }) => cell.strategy))
  const missed = of('bug-missed').length
  const also = missed === 0 ? '' : `; ${missed} known ${missed === 1 ? 'bug' : 'bugs'} not caught`
  const broken = names('claim-broken')
  const open = names('undecided')
  const standing = findings
    .filter(({ cell }) => isStandstill(cell))
    .map(({ cell }) => cell.strategy)
  const still = plural(standing.length, 'stand')
  if (all.size === 1 && only !== undefined) {
    const properties = [...new Set(of('claim-broken').map(({ cell }) => cell.property))]
    if (standing.length > 0) {
      const others = properties.filter((name) => name !== 'progress')
      const too = others.length === 0 ? '' : `, and breaks ${others.join(', ')}`
      return `${only} stands still with no fault at all${too}${also}`
    }
    if (broken.size > 0) return `${only} breaks ${properties.join(', ')}${also}`
    return `${only} ${open.size > 0 ? 'is undecided' : 'keeps its claims'}${also}`
  }
  if (standing.length > 0) {
    return `${standing.length} of ${all.size} strategies ${still} still with no fault at all${also}`
  }
  if (broken.size > 0) {
    return `${broken.size} of ${all.size} strategies ${plural(broken.size, 'break')} a claim${also}`
  }
  if (open.size > 0) {
    const are = open.size === 1 ? 'is' : 'are'
    return `${open.size} of ${all.size} strategies ${are} undecided${also}`
  }
  return all.size === 0
    ? `No claim was to be kept${also}`
    : `All ${all.size} strategies keep their claims${also}`
}

function plural(count: number, verb: string): string {
  return count === 1 ? `${verb}s` : verb
}
