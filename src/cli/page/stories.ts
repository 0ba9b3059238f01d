/** The stories that the page carries: the shortest per strategy and property. */
import { properties } from '../../properties/all.ts'
import { explorerStory } from '../../report/explorer/build-story.ts'
import type { ExplorerStory } from '../../report/explorer/explorer-story.ts'
import { shortestViolations, type Violation } from '../../report/tables/shortest.ts'
import type { Comparison } from '../../search/verdicts/comparison.ts'
import type { Limits } from '../workers/limits.ts'
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
  const violations = shortestViolations(cells)
  const traced = await tracedStories(violations, seed, folder, limits)
  return violations.flatMap((violation, at) => {
    const story = traced[at] ?? storyOfEvents(violation, seed)
    return story !== null && story.steps.length <= stepsMax ? [story] : []
  })
}

function storyOfEvents({ cell, counterexample }: Violation, seed: string): ExplorerStory | null {
  const { events } = counterexample
  if (events.length === 0) return null
  const statement = properties.find(({ name }) => name === cell.property)?.statement ?? ''
  const trace = events.map((event) => ({ kind: 'event', event }) as const)
  return explorerStory(cell, counterexample, trace, { seed, statement })
}
