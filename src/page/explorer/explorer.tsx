/** The counterexample explorer: what happened, step by step, with how all stood. */
import type { ExplorerStory } from '../../report/explorer/explorer-story.ts'

export interface ExplorerProps {
  readonly story: ExplorerStory
  /** The step that is shown; counts from 0. */
  readonly step: number
  readonly onStep: (step: number) => void
}

/** Shows one story. */
export function Explorer({ story, step }: ExplorerProps) {
  return <p>{story.steps[step]?.text}</p>
}
