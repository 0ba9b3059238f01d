/** Packs what a review says beside its cells. */
import type {
  PageBreaking,
  PageChange,
  PageChanges,
  PageCoverage,
  PageFinding,
} from '../../page/page-data.ts'
import type { Review, VerdictChange } from '../../report/review/review.ts'
import { underFaults, withSettings } from '../../report/story/story.ts'
import {
  breakingGroups,
  brokenParts,
  excludedFaults,
  survivalParts,
} from '../../report/tables/breaking-sets.ts'
import type { Comparison } from '../../search/verdicts/comparison.ts'
import type { Cell } from '../../search/verdicts/verdict.ts'
import type { Numbers, Unit } from './cell-numbers.ts'

/** One per strategy, in their order; null: it was not counted. */
export function packCoverage(comparison: Comparison): readonly (PageCoverage | null)[] {
  return comparison.strategies.map(({ name }) => {
    const entry = comparison.coverage?.find(({ strategy }) => strategy === name)
    if (entry === undefined) return null
    const { schedules, sometimes, faultPhase } = entry
    return { schedules, sometimes, faultPhase }
  })
}

/** Which faults together break what. */
export function packBreaking(
  comparison: Comparison,
  properties: Review['properties'],
): readonly PageBreaking[] {
  return breakingGroups(comparison.breakingSets ?? []).map((group) => ({
    strategy: comparison.strategies.findIndex(({ name }) => name === group.strategy),
    property: properties.findIndex(({ name }) => name === group.property),
    claimed: group.claimed,
    broken: brokenParts(group),
    excluded: excludedFaults(group, comparison.cells),
    survives: survivalParts(group),
  }))
}

/** What must not be merged unseen. */
export function packFindings({ findings }: Review, numbers: Numbers): readonly PageFinding[] {
  return findings.map(({ kind, cell, title, text }) => ({
    kind,
    cell: numbers.cell(cell),
    title,
    text,
  }))
}

const placeOf = (unit: Unit): string =>
  `${unit.strategy} ${underFaults(unit.fault)}${withSettings(unit.settings)}`

const verdictWords: Readonly<Record<Cell['verdict'], string>> = {
  holds: 'proved within bounds',
  'not-found': 'not found broken',
  violated: 'violated',
  unknown: 'undecided',
  vacuous: 'cannot happen there',
}

function packChange(change: VerdictChange, numbers: Numbers): readonly PageChange[] {
  const { kind, before, after } = change
  const cell = after ?? before
  if (cell === null) return []
  return [
    {
      kind,
      cell: after === null ? -1 : numbers.cell(after),
      place: `${cell.property} of ${placeOf(cell)}`,
      before: before === null ? '' : verdictWords[before.verdict],
      after: after === null ? '' : verdictWords[after.verdict],
      claimed: cell.claimed,
    },
  ]
}

/** What differs from the baseline; null: there was none. */
export function packChanges({ changes }: Review, numbers: Numbers): PageChanges | null {
  if (changes === null) return null
  return {
    baseline: changes.baseline,
    regressed: changes.regressed,
    verdicts: changes.verdicts.flatMap((change) => packChange(change, numbers)),
    figures: changes.figures.map(({ statistics, figure, before, after }) => ({
      place: placeOf(statistics),
      figure,
      before: before.mean,
      after: after.mean,
    })),
  }
}
