/** Puts what exhaustive search says of a small scenario beside what random search says. */
import type { Cell } from '../verdicts/verdict.ts'

/**
 * The random search's cells, except where the exhaustive one knows more: a property that random
 * search did not see broken is `holds` by every state of the small scenario, or is `violated`
 * there. What it could not finish, or does not apply to, stays as it was.
 */
export function settleCells(random: readonly Cell[], exhaustive: readonly Cell[]): readonly Cell[] {
  const settled = new Map(exhaustive.map((cell) => [cellKey(cell), cell]))
  return random.map((cell) => {
    const other = settled.get(cellKey(cell))
    if (other === undefined || cell.verdict === 'violated') return cell
    if (other.verdict === 'violated') return other
    if (cell.verdict !== 'not-found' || other.verdict !== 'holds') return cell
    // Both searched: the schedules that were drawn in the larger scenario still count.
    const search = { ...other.search, schedules: cell.search.schedules }
    return { ...cell, verdict: 'holds', search }
  })
}

/** The name of a cell within a comparison. */
export function cellKey({
  strategy,
  fault,
  property,
  settings,
}: Pick<Cell, 'strategy' | 'fault' | 'property' | 'settings'>): string {
  const entries = Object.entries(settings).map(([name, value]) => `${name}=${value}`)
  return [strategy, fault, property, ...entries.sort()].join(' ')
}
