/** The story of a cell, unpacked when it is asked for. */
import { useEffect, useState } from 'preact/hooks'
import type { ExplorerStory } from '../../report/explorer/explorer-story.ts'
import type { Report } from '../open-report.ts'
import { unpack } from '../unpack.ts'

/** Stories by strategy: those that were opened stay open. */
const opened = new Map<number, Promise<readonly ExplorerStory[]>>()

function storiesOf(strategy: number): Promise<readonly ExplorerStory[]> {
  const known = opened.get(strategy)
  if (known !== undefined) return known
  const stories = unpack<readonly ExplorerStory[]>(`stories-${strategy}`)
  opened.set(strategy, stories)
  return stories
}

/** Null: it is being opened; a text: why it cannot be. */
export function useStory(report: Report, cell: number): ExplorerStory | string | null {
  const [story, setStory] = useState<ExplorerStory | string | null>(null)
  useEffect(() => {
    let left = false
    const { strategy } = report.place(cell)
    const own = report.data.stories.filter((one) => report.place(one).strategy === strategy)
    storiesOf(strategy)
      .then((stories) => stories[own.indexOf(cell)] ?? 'This report does not hold the story.')
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
