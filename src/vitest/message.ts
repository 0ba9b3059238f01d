/** What a failing assertion says: the story as the command line tells it, or what was searched. */
import { properties } from '../properties/all.ts'
import { story, underFaults, withSettings } from '../report/story/story.ts'
import { shortestViolations } from '../report/tables/shortest.ts'
import type { Cell, Counterexample } from '../search/verdicts/verdict.ts'

/** The shortest story, and under which other faults the property is broken, too. */
export function brokenText(cells: readonly Cell[], seed: string): string {
  const [shortest] = shortestViolations(cells)
  if (shortest === undefined) throw new Error('a violated cell has a counterexample')
  const { cell, counterexample } = shortest
  const { property } = cell
  const statement = properties.find(({ name }) => name === property)?.statement ?? property
  const others = cells.filter((other) => other !== cell && other.verdict === 'violated')
  return [
    story(cell, counterexample, { seed, statement }),
    ...inTest(cell, counterexample),
    ...others.flatMap((other) => [
      '',
      `  also broken ${underFaults(other.fault)}: ${other.counterexample?.replay ?? ''}`,
    ]),
  ].join('\n')
}

/** How a test plays this one run; what was only replayed already says how. */
function inTest({ fault, property, search }: Cell, { path }: Counterexample): readonly string[] {
  if (search.mode === 'replay') return []
  return [`  in a test: toHold('${property}', { under: ['${fault}'], path: '${path}' })`]
}

/** Why a search proves nothing. */
export function undecidedText(cell: Cell): string {
  const where = underFaults(cell.fault) + withSettings(cell.settings)
  const what = `whether ${cell.strategy} keeps ${cell.property} ${where} was not decided`
  return `${what}: ${cell.reason ?? cell.verdict}`
}

/** What was searched in vain by a test that hoped for a broken property. */
export function heldText(cells: readonly Cell[], seed: string): string {
  const [first] = cells
  if (first === undefined) throw new Error('a search has cells')
  const searched = cells.map(
    ({ fault, search }) => `  ${underFaults(fault)}: ${search.schedules} schedules`,
  )
  const what = `${first.strategy} was expected to break ${first.property}, but no schedule did`
  return [`${what} (seed ${seed}):`, '', ...searched].join('\n')
}
