/** The answer of `check`, for a terminal: verdicts, the stories of what broke, the figures. */
import type { Comparison } from '../../search/verdicts/comparison.ts'
import type { Cell } from '../../search/verdicts/verdict.ts'
import { underFaults } from '../story/story.ts'
import { listed } from './breaking-sets.ts'
import { isSameRun, shortestViolations, type Violation } from './shortest.ts'
import { standstillLines } from './standstill.ts'
import { figuresByFault } from './statistics-table.ts'
import { noneBroken, type ReportContext, tell, undecidedLines } from './summary.ts'
import { verdictTable } from './verdicts.ts'

/** The stories; a run that breaks two properties in the same way is shown once. */
function storiesOf(
  title: string,
  violations: readonly Violation[],
  earlier: readonly Violation[],
  { seed }: Comparison,
  context: ReportContext,
): readonly string[] {
  if (violations.length === 0) return []
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
  return [title, ...told]
}

/** What it claims, and under which of the faults that were asked for it does not. */
function claimLine({ strategies: [entry], cells }: Comparison): string {
  const claims = `${entry?.claims}`
  const own = cells.filter(({ property }) => property === claims)
  const not = [...new Set(own.filter(({ claimed }) => !claimed).map(({ fault }) => fault))]
  const rest = own.filter(({ claimed }) => claimed).map(({ fault }) => fault)
  const never = not.filter((fault) => !rest.includes(fault))
  const but = never.length === 0 ? '' : `, but not under ${listed(never, 'and')}`
  const sometimes = not.filter((fault) => rest.includes(fault))
  const reset = `; under ${listed(sometimes, 'and')} only with auto.offset.reset=earliest`
  return `${entry?.name} claims ${claims}${but}${sometimes.length === 0 ? '' : reset}.`
}

/** At most one story per property, those of broken claims first. */
export function checkText(
  comparison: Comparison,
  properties: readonly Cell['property'][],
  context: ReportContext,
): string {
  const [entry] = comparison.strategies
  const name = entry?.name ?? ''
  const violations = shortestViolations(comparison.cells)
  const broken = violations.filter(({ cell }) => cell.claimed)
  const others = violations.filter(({ cell }) => !cell.claimed)
  const undecided = undecidedLines(comparison)
  return [
    ...standstillLines(comparison, true),
    claimLine(comparison),
    verdictTable(comparison, name, properties, context.headings),
    ...(broken.length === 0 ? [noneBroken(comparison)] : []),
    ...(undecided.length === 0 ? [] : [['Undecided claims (?):', ...undecided].join('\n')]),
    ...storiesOf('Broken claims (✖), the shortest story of each:', broken, [], comparison, context),
    ...storiesOf(
      'Broken, but not claimed (✗), the shortest story of each:',
      others,
      broken,
      comparison,
      context,
    ),
    figuresByFault(comparison),
  ].join('\n\n')
}
