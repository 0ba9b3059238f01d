/** `index.html`: the review as a page. */
import type { ExplorerStory } from '../../report/explorer/explorer-story.ts'
import type { Review } from '../../report/review/review.ts'
import { shortestViolations } from '../../report/tables/shortest.ts'
import type { Measurement } from '../../search/timed/measurement.ts'
import { type Limits, lastOf } from '../workers/limits.ts'
import { readBundle } from './bundle.ts'
import { cellNumbers } from './cell-numbers.ts'
import { packPage } from './pack-page.ts'
import { pageHtml } from './page-html.ts'
import { reproduceLine } from './reproduce-line.ts'
import { storiesFor } from './stories.ts'

/** The page as text; the same for the same review, stories and measurements. */
export function pageOf(
  review: Review,
  stories: readonly ExplorerStory[],
  measurements: readonly Measurement[] = [],
): string {
  const numbers = cellNumbers(review.comparison, review.properties)
  const shown = stories
    .map((story) => ({ cell: numbers.cell(story), story }))
    .filter(({ cell }) => cell >= 0)
    .sort((a, b) => a.cell - b.cell)
  const perStrategy = numbers.columns.length * review.properties.length
  const byStrategy = new Map<number, ExplorerStory[]>()
  for (const { cell, story } of shown) {
    const strategy = Math.floor(cell / perStrategy)
    byStrategy.set(strategy, [...(byStrategy.get(strategy) ?? []), story])
  }
  const data = packPage(review, {
    reproduce: reproduceLine(review.comparison),
    measurements,
    shortest: shortestViolations(review.comparison.cells).map(({ cell }) => numbers.cell(cell)),
    stories: shown.map(({ cell }) => cell),
  })
  const packets = new Map<string, unknown>([['data', data]])
  for (const [strategy, list] of byStrategy) packets.set(`stories-${strategy}`, list)
  const bundle = readBundle()
  const own = data.strategies.flatMap(({ name, family }) =>
    family !== 'user' && Object.hasOwn(bundle.examples, name)
      ? [[name, bundle.examples[name]]]
      : [],
  )
  if (data.runs.length > 0) packets.set('player', bundle.player)
  packets.set('examples', Object.fromEntries(own))
  return pageHtml(data, packets, bundle)
}

/** The page with its stories; `folder` is where the users' own files are named from. */
export async function pageText(
  review: Review,
  folder: string,
  limits: Limits,
  measurements: readonly Measurement[] = [],
): Promise<string> {
  return pageOf(review, await storiesFor(review.comparison, folder, lastOf(limits)), measurements)
}
