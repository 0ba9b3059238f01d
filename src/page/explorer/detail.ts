/** How much of a story is shown: its key steps, every other one, or what is routine, too. */
import type { ExplorerStep, ExplorerStory } from '../../report/explorer/explorer-story.ts'

/** What a reader has switched on. */
export interface Detail {
  /** Each step of each message and of each handler, not only those that matter. */
  readonly every: boolean
  /** Routine, too: fetches without records, heartbeats without news. */
  readonly routine: boolean
}

const commits: ReadonlySet<string> = new Set(['OffsetCommit', 'TxnOffsetCommit', 'EndTxn'])

/** Of records that no witness names, the effect is enough. */
const handling: ReadonlySet<string> = new Set(['processing-started', 'processing-done', 'resolved'])

/**
 * A step that tells something: of a message, a commit's way, an error, a delay, a loss; of a
 * handler, what becomes of marked records.
 */
function isTelling({ arrows }: ExplorerStory, step: ExplorerStep): boolean {
  const { message, event } = step
  if (event !== null && handling.has(event.kind)) return step.marked || step.why !== null
  const arrow = message === null ? undefined : arrows[message.arrow]
  if (message === null || arrow === undefined) return true
  if (step.why !== null || message.part === 'vanished') return true
  if (commits.has(arrow.api)) return message.part !== 'answered' || arrow.arrived === null
  if (arrow.late) return message.part === 'sent' || message.part === 'taken'
  const refused = arrow.answer !== null && arrow.answer !== 'NONE'
  return refused && message.part === (arrow.arrived === null ? 'answered' : 'arrived')
}

/** Whether the step is shown in that detail. */
export function isShown(story: ExplorerStory, step: ExplorerStep, detail: Detail): boolean {
  if (step.routine) return detail.routine
  return detail.every || isTelling(story, step)
}

/** The numbers of the steps that are shown, ascending: the current one is, whatever it is. */
export function visibleSteps(
  story: ExplorerStory,
  detail: Detail,
  current: number,
): readonly number[] {
  return story.steps.flatMap((step, index) =>
    index === current || isShown(story, step, detail) ? [index] : [],
  )
}
