/** The answer of `check`, for a terminal: verdicts, the stories of what broke, the figures. */
import type { Cell, Comparison } from '../search/verdict.ts'
import { shortestViolations } from './shortest.ts'
import { figuresByFault } from './statistics-table.ts'
import { type ReportContext, tell } from './summary.ts'
import { verdictTable } from './verdicts.ts'

function stories(
  title: string,
  comparison: Comparison,
  context: ReportContext,
  claimed: boolean,
): readonly string[] {
  const broken = shortestViolations(comparison.cells)
  const told = broken.filter(({ cell }) => cell.claimed === claimed)
  if (told.length === 0) return []
  return [title, ...told.map((violation) => tell(violation, comparison.seed, context))]
}

/** At most one story per property, those of broken claims first. */
export function checkText(
  comparison: Comparison,
  properties: readonly Cell['property'][],
  context: ReportContext,
): string {
  const [entry] = comparison.strategies
  const name = entry?.name ?? ''
  const broken = stories(
    'Broken claims (✖), the shortest story of each:',
    comparison,
    context,
    true,
  )
  const others = stories(
    'Broken, but not claimed (✗), the shortest story of each:',
    comparison,
    context,
    false,
  )
  return [
    `${name} claims ${entry?.claims}.`,
    verdictTable(comparison, name, properties),
    ...(broken.length === 0 ? ['No claim is broken.'] : broken),
    ...others,
    figuresByFault(comparison),
  ].join('\n\n')
}
