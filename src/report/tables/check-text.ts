/**
 * The answer of `check`, for a terminal: the verdict, the table, what broke, the figures. What
 * nobody promised is broken by almost every strategy: of that a line each is enough, unless it was
 * asked for.
 */
import type { Comparison } from '../../search/verdicts/comparison.ts'
import type { Cell } from '../../search/verdicts/verdict.ts'
import { underFaults } from '../story/story.ts'
import { briefLines } from './brief-lines.ts'
import { checkHead } from './check-head.ts'
import { neverCommitsLines } from './never-commits.ts'
import { isSameRun, shortestViolations, type Violation } from './shortest.ts'
import { standstillLines } from './standstill.ts'
import { figuresByFault } from './statistics-table.ts'
import { type ReportContext, tell, undecidedLines } from './summary.ts'
import { verdictTable } from './verdicts.ts'

/** Of which broken promises the stories are told; of the others there is a line each. */
export const storiesWishes = ['claimed', 'all', 'none'] as const
export type StoriesWish = (typeof storiesWishes)[number]

/** The stories; a run that breaks two properties in the same way is shown once. */
function storiesOf(
  title: string,
  violations: readonly Violation[],
  earlier: readonly Violation[],
  { seed }: Comparison,
  context: ReportContext,
): readonly string[] {
  const told = violations.map((violation, at) => {
    const { cell, counterexample } = violation
    const before = [...earlier, ...violations.slice(0, at)]
    const same = before.find((other) => isSameRun(other, violation))
    if (same === undefined) return tell(violation, seed, context)
    return (
      `${cell.strategy} breaks ${cell.property} ${underFaults(cell.fault)}, ` +
      `in the same run as ${same.cell.property}\n\n  replay: ${counterexample.replay}`
    )
  })
  return [`${title}, the shortest story of each:`, ...told]
}

function briefOf(
  title: string,
  violations: readonly Violation[],
  comparison: Comparison,
  wish: string,
): string {
  const lines = briefLines(comparison, violations).join('\n')
  return `${title}, a line each; --stories ${wish} tells how:\n\n${lines}`
}

/** What broke: at most one story or line per property, those of broken claims first. */
export function brokenParts(
  comparison: Comparison,
  context: ReportContext,
  wish: StoriesWish,
): readonly string[] {
  const violations = shortestViolations(comparison.cells)
  const claims = violations.filter(({ cell }) => cell.claimed)
  const others = violations.filter(({ cell }) => !cell.claimed)
  const ofClaims = 'Broken claims (✖)'
  const ofOthers = 'Broken, but not claimed (✗)'
  const parts: string[] = []
  if (claims.length > 0) {
    if (wish === 'none') parts.push(briefOf(ofClaims, claims, comparison, 'claimed'))
    else parts.push(...storiesOf(ofClaims, claims, [], comparison, context))
  }
  if (others.length > 0) {
    if (wish !== 'all') parts.push(briefOf(ofOthers, others, comparison, 'all'))
    else parts.push(...storiesOf(ofOthers, others, claims, comparison, context))
  }
  return parts
}

/** The whole answer. */
export function checkText(
  comparison: Comparison,
  properties: readonly Cell['property'][],
  context: ReportContext,
  wish: StoriesWish,
  allFigures = false,
): string {
  const name = comparison.strategies[0]?.name ?? ''
  const undecided = undecidedLines(comparison)
  return [
    ...standstillLines(comparison, true),
    ...neverCommitsLines(comparison),
    checkHead(comparison),
    verdictTable(comparison, name, properties, context.headings, context.width),
    ...(undecided.length === 0 ? [] : [['Undecided claims (?):', ...undecided].join('\n')]),
    ...brokenParts(comparison, context, wish),
    figuresByFault(comparison, allFigures, context.width),
  ].join('\n\n')
}
