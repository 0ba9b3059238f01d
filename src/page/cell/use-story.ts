/** The story of a cell when it is asked for: played here, or unpacked where it came along. */
import { useEffect, useState } from 'preact/hooks'
import type { ExplorerStory } from '../../report/explorer/explorer-story.ts'
import type { Report } from '../open-report.ts'
import { unpack } from '../unpack.ts'
import { playCell } from './play-cell.ts'
import { requestOf } from './play-request.ts'

/** Stories by strategy: those that were opened stay open. */
const opened = new Map<number, Promise<readonly ExplorerStory[]>>()

function storiesOf(strategy: number): Promise<readonly ExplorerStory[]> {
  const known = opened.get(strategy)
  if (known !== undefined) return known
  const stories = unpack<readonly ExplorerStory[]>(`stories-${strategy}`)
  opened.set(strategy, stories)
  return stories
}

/** Whether the page can tell the story of a cell. */
export function canTell(report: Report, cell: number): boolean {
  return report.hasStory(cell) || requestOf(report, cell) !== null
}

async function storyOf(report: Report, cell: number): Promise<ExplorerStory | string> {
  if (report.hasStory(cell)) {
    const { strategy } = report.place(cell)
    const own = report.data.stories.filter((one) => report.place(one).strategy === strategy)
    const stories = await storiesOf(strategy)
    return stories[own.indexOf(cell)] ?? 'This report does not hold the story.'
  }
  const request = requestOf(report, cell)
  const story = request === null ? null : await playCell(request)
  return story ?? untold
}

const untold =
  'The model in this page does not do what this run once did: the command above may bring it ' +
  'back with the version that found it.'

/** Null: it is being opened; a text: why it cannot be. */
export function useStory(report: Report, cell: number): ExplorerStory | string | null {
  const [story, setStory] = useState<ExplorerStory | string | null>(null)
  useEffect(() => {
    let left = false
    storyOf(report, cell)
      .catch((error: unknown) => `The story cannot be opened: ${String(error)}.`)
      .then((told) => {
        if (!left) setStory(told)
      })
    return () => {
      left = true
    }
  }, [report, cell])
  return story
}
