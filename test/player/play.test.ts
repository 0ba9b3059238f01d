/** What the page plays is what the command line plays, to the byte. */
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { packPage } from '../../src/cli/page/pack-page.ts'
import { playedInPage } from '../../src/cli/page/pack-runs.ts'
import { readReplayLine } from '../../src/cli/page/replay-line.ts'
import { readComparison } from '../../src/cli/review/read-comparison.ts'
import { runStrategy } from '../../src/kafkajs/runner.ts'
import { requestOf } from '../../src/page/cell/play-request.ts'
import { openReport, type Report } from '../../src/page/open-report.ts'
import { findCell } from '../../src/page/places.ts'
import { play } from '../../src/player/play.ts'
import { playStory } from '../../src/player/play-story.ts'
import { buildReview } from '../../src/report/review/build-review.ts'
import { violationsOf } from '../../src/report/tables/shortest.ts'
import { strategies } from '../../src/strategies/all.ts'
import { words } from '../page/small-page.ts'

const root = join(import.meta.dirname, '../..')
const comparison = readComparison('reports/comparison.json', root)
const violations = violationsOf(comparison.cells)
const played = playedInPage(comparison)
const playable = violations.filter(({ cell }) => played.has(cell.strategy))
/** Few enough for a test, and of every family. */
const some = playable.filter((_, at) => at % 41 === 0)

let report: Report

beforeAll(() => {
  const review = buildReview(comparison, words, null, new Map())
  const extras = { reproduce: '', measurements: [], shortest: [], stories: [] }
  report = openReport(packPage(review, extras))
})

test('every broken cell of a shipped program can be asked for', () => {
  const cells = playable.map(({ cell }) => {
    const settings = cell.settings['auto.offset.reset'] ?? ''
    return findCell(report, { ...cell, settings })
  })
  expect(cells.filter((place) => place === null)).toEqual([])
  const asked = cells.flatMap((place) =>
    place === null || requestOf(report, report.number(place)) !== null ? [] : [place],
  )
  expect(asked).toEqual([])
  expect(playable.length).toBeGreaterThan(3000)
})

test.each(some.map((one) => [one.counterexample.replay, one.cell.property, one] as const))(
  '%s, %s, is the same story in the page',
  (replay, _, violation) => {
    const { cell, counterexample } = violation
    const { word, scenario } = readReplayLine(replay)
    const strategy = strategies.find((one) => one.strategy.name === word)?.strategy
    if (strategy === undefined) throw new Error(`no strategy ${word}`)
    const { fault, settings, property } = cell
    const unit = { strategy: word, fault, settings, properties: [property], schedules: 1 }
    const own = { ...unit, scenario, seed: comparison.seed }
    const told = playStory(
      { cell, counterexample: { ...counterexample, events: [] } },
      own,
      strategy,
      runStrategy,
    )
    const place = findCell(report, { ...cell, settings: settings['auto.offset.reset'] ?? '' })
    const request = place === null ? null : requestOf(report, report.number(place))
    if (request === null) throw new Error('the page cannot play it')
    // A thread is handed a copy.
    const answer = play(structuredClone(request))
    expect(JSON.stringify(answer)).toBe(JSON.stringify(told))
    expect(answer).not.toBeNull()
  },
)
