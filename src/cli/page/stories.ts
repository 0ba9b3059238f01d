/** The stories that the page carries: the shortest per strategy and property. */
import { properties } from '../../properties/all.ts'
import { explorerStory } from '../../report/explorer/build-story.ts'
import type { ExplorerStory } from '../../report/explorer/explorer-story.ts'
import { shortestViolations, type Violation } from '../../report/tables/shortest.ts'
import type { Comparison } from '../../search/verdicts/comparison.ts'
import { tracedStory } from './traced-stories.ts'

/** Longer ones are those of a group that dies and restarts for ever: they say no more. */
const stepsMax = 2000

/**
 * Those stories, played again with their messages; where that cannot be, as far as the events that
 * were kept tell them. `folder` is where the users' own files are named from.
 */
export async function storiesFor(
  comparison: Comparison,
  folder: string,
): Promise<readonly ExplorerStory[]> {
  const stories: ExplorerStory[] = []
  for (const violation of shortestViolations(comparison.cells)) {
    const story =
      (await tracedStory(violation, comparison.seed, folder)) ??
      storyOfEvents(violation, comparison.seed)
    if (story !== null && story.steps.length <= stepsMax) stories.push(story)
  }
  return stories
}

function storyOfEvents({ cell, counterexample }: Violation, seed: string): ExplorerStory | null {
  const { events } = counterexample
  if (events.length === 0) return null
  const statement = properties.find(({ name }) => name === cell.property)?.statement ?? ''
  const trace = events.map((event) => ({ kind: 'event', event }) as const)
  return explorerStory(cell, counterexample, trace, { seed, statement })
}
