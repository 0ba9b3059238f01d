/**
 * What it says that a search found nothing: the rule of three. Of schedules like those that were
 * drawn, none in N means that at most 3/N break the property, with a confidence of 95 % (Hanley and
 * Lippman-Hand, "If Nothing Goes Wrong, Is Everything All Right?", JAMA 1983).
 */
import type { Cell } from '../../search/verdicts/verdict.ts'

/** `Of such schedules at most 1.2 % break it (95 %).`; empty where nothing was drawn. */
export function missLine(schedules: number): string {
  return schedules === 0 ? '' : `Of such schedules at most ${missRate(schedules)} break it (95 %).`
}

/** `1.2 %`: the most of such schedules that may break what none of so many broke. */
export function missRate(schedules: number): string {
  return `${Number(Math.min(100, 300 / schedules).toPrecision(2))} %`
}

/** The fewest schedules that any of these cells rests on, of those not found broken; 0: none is. */
export function leastSearched(cells: readonly Cell[]): number {
  const counts = cells.flatMap(({ verdict, search }) =>
    verdict === 'not-found' ? [search.schedules] : [],
  )
  return counts.length === 0 ? 0 : counts.reduce((least, count) => Math.min(least, count))
}

/** Whether the cells are of real programs, whose schedules are moments and not drawn. */
export function isRemote(cells: readonly Cell[]): boolean {
  return cells.some(({ search }) => search.mode === 'moments')
}

/** What the signs mean, for a table of these cells; lines of at most 80 columns. */
export function signLines(cells: readonly Cell[]): readonly string[] {
  const schedules = leastSearched(cells)
  return [
    '✓ proved within bounds   ○ not found   ✗ violated   ? undecided',
    '✔ ● ✖! the same of what is claimed there: only these count for the claim',
    ...(cells.some(({ verdict }) => verdict === 'vacuous') ? ['blank: cannot happen there'] : []),
    ...(cells.some(({ counterexample }) => counterexample?.rebalanceAtStart === true)
      ? ['↻ violated by a rebalance at start: a member joined while another worked']
      : []),
    ...(schedules === 0 || isRemote(cells)
      ? []
      : [`○ none in ${schedules} schedules or more. ${missLine(schedules)}`]),
  ]
}
