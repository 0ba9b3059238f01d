/**
 * The stories that the page carries: those that it cannot play itself. Of what it can, the shortest
 * per strategy and property are tried here, so that a page that could not tell them has them.
 */
import { properties } from '../../properties/all.ts'
import { explorerStory } from '../../report/explorer/build-story.ts'
import type { ExplorerStory } from '../../report/explorer/explorer-story.ts'
import { shortestViolations, type Violation, violationsOf } from '../../report/tables/shortest.ts'
import type { Comparison } from '../../search/verdicts/comparison.ts'
import type { Cell } from '../../search/verdicts/verdict.ts'
import type { Limits } from '../workers/limits.ts'
import { playedInPage } from './pack-runs.ts'
import { tracedStories } from './traced-stories.ts'

/** Longer ones are those of a group that dies and restarts for ever: they say no more. */
const stepsMax = 2000

/**
 * Those stories, played again with their messages; where that cannot be, as far as the events that
 * were kept tell them. `folder` is where the users' own files are named from.
 */
export async function storiesFor(
  comparison: Comparison,
  folder: string,
  limits: Limits,
): Promise<readonly ExplorerStory[]> {
  const { cells, seed } = comparison
  const played = playedInPage(comparison)
  const told = new Set([...shortestViolations(cells), ...broken(cells, played)])
  const violations = [...new Map([...told].map((one) => [one.cell, one])).values()]
  const traced = await tracedStories(violations, seed, folder, limits)
  return violations.flatMap((violation, at) => {
    const again = traced[at] ?? null
    if (again !== null && played.has(violation.cell.strategy)) return []
    const story = again ?? storyOfEvents(violation, seed)
    return story !== null && story.steps.length <= stepsMax ? [story] : []
  })
}

/** The promises whose every broken cell has its story, whoever breaks them. */
const promises: readonly Cell['property'][] = ['at-least-once', 'at-most-once']

/** Where they are broken by what no page can play. */
function broken(cells: readonly Cell[], played: ReadonlySet<string>): readonly Violation[] {
  return violationsOf(cells).filter(
    ({ cell }) => promises.includes(cell.property) && !played.has(cell.strategy),
  )
}

function storyOfEvents({ cell, counterexample }: Violation, seed: string): ExplorerStory | null {
  const { events } = counterexample
  if (events.length === 0) return null
  const statement = properties.find(({ name }) => name === cell.property)?.statement ?? ''
  const trace = events.map((event) => ({ kind: 'event', event }) as const)
  return explorerStory(cell, counterexample, trace, { seed, statement })
}
