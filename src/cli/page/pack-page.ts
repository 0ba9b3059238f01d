/** Packs a review for the page: lists and numbers instead of repeated names. */
import type { PageData, PageSettings, PageStatistics } from '../../page/page-data.ts'
import { absent, letterOf } from '../../page/verdict-signs.ts'
import { familyAnswers } from '../../report/answers/family-answers.ts'
import { faultGroupOf } from '../../report/answers/fault-group-of.ts'
import { type Profile, profilesOf } from '../../report/answers/profile.ts'
import type { Review } from '../../report/review/review.ts'
import type { Measurement } from '../../search/timed/measurement.ts'
import type { Comparison, Figure } from '../../search/verdicts/comparison.ts'
import type { Cell } from '../../search/verdicts/verdict.ts'
import { cellNumbers, type Numbers } from './cell-numbers.ts'
import { packBreaking, packChanges, packCoverage, packFindings } from './pack-parts.ts'
import { packRuns, playedInPage } from './pack-runs.ts'

/** What the page is given besides the review. */
export interface PageExtras {
  /** The one line that does it again, without `npx`. */
  readonly reproduce: string
  readonly measurements: readonly Measurement[]
  /** Per strategy and property the cell that is told first. */
  readonly shortest: readonly number[]
  /** The cells whose stories the page carries. */
  readonly stories: readonly number[]
}

/** The page's data, but for the stories. */
export function packPage(review: Review, extras: PageExtras): PageData {
  const { comparison, strategies, properties, headline } = review
  const numbers = cellNumbers(comparison, properties)
  const profiles = profilesOf(comparison)
  return {
    version: comparison.version,
    seed: comparison.seed,
    headline,
    reproduce: extras.reproduce,
    scenario: comparison.scenario,
    schedules: comparison.statistics.reduce((sum, { schedules }) => sum + schedules, 0),
    strategies: comparison.strategies.map((entry) => {
      const words = strategies.find(({ name }) => name === entry.name)
      return words ?? { ...entry, uses: [], summary: '', instead: [], place: null }
    }),
    answers: familyAnswers(profiles),
    profiles: profiles.map((profile) => rounded4(profile)),
    faults: numbers.faults,
    faultGroups: numbers.faults.map(faultGroupOf),
    faultSummaries: Object.fromEntries(comparison.faults.map((f) => [f.name, f.summary])),
    properties,
    settings: numbers.settings.map((values) => pageSettings(values)),
    columns: numbers.columns,
    ...packCells(comparison, numbers),
    ...packBroken(comparison, numbers),
    shortest: extras.shortest,
    stories: extras.stories,
    statistics: packStatistics(comparison, numbers),
    coverage: packCoverage(comparison),
    breaking: packBreaking(comparison, properties),
    findings: packFindings(review, numbers),
    changes: packChanges(review, numbers),
    measurements: extras.measurements,
  }
}

/** How settings are named where a cell has an address: the policy first, then the others. */
export function settingsName(values: Cell['settings']): string {
  const { 'auto.offset.reset': policy, ...others } = values
  const words = Object.entries(others).map(([name, value]) => `${name}=${value}`)
  return [...(policy === undefined ? [] : [policy]), ...words].join(', ') || 'as usual'
}

function pageSettings(values: Cell['settings']): PageSettings {
  return { label: settingsName(values), values }
}

type PackedCells = Pick<PageData, 'verdicts' | 'reasons' | 'reasonsAt' | 'searches' | 'searchRuns'>

/** Each distinct thing once, and where it stands in the list. */
function createList<T>() {
  const places = new Map<string, number>()
  const list: T[] = []
  const placeOf = (value: T): number => {
    const key = JSON.stringify(value)
    const known = places.get(key)
    if (known !== undefined) return known
    places.set(key, list.length)
    return list.push(value) - 1
  }
  return { list, placeOf }
}

function packCells(comparison: Comparison, numbers: Numbers): PackedCells {
  const letters = new Array<string>(numbers.count).fill(absent)
  const searches = createList<Cell['search']>()
  const reasons = createList<string>()
  const reasonsAt: number[] = []
  const searchOf = new Array<number>(numbers.count).fill(0)
  for (const cell of comparison.cells) {
    const at = numbers.cell(cell)
    letters[at] = letterOf(cell)
    searchOf[at] = searches.placeOf(cell.search)
    if (cell.reason !== null) reasonsAt.push(at, reasons.placeOf(cell.reason))
  }
  return {
    verdicts: letters.join(''),
    reasons: reasons.list,
    reasonsAt,
    searches: searches.list,
    searchRuns: runsOf(searchOf),
  }
}

/** `3 3 3 5` is `3 times 3, once 5`: 3, 3, 1, 5. */
function runsOf(values: readonly number[]): readonly number[] {
  const runs: number[] = []
  let count = 0
  values.forEach((value, at) => {
    count++
    if (values[at + 1] === value) return
    runs.push(count, value)
    count = 0
  })
  return runs
}

function packBroken(comparison: Comparison, numbers: Numbers): Pick<PageData, 'broken' | 'runs'> {
  const shown = comparison.cells.flatMap((cell) => {
    const { counterexample } = cell
    return counterexample === null ? [] : [{ at: numbers.cell(cell), cell, counterexample }]
  })
  const { runs, placeOf } = packRuns(shown, playedInPage(comparison))
  const all = shown.map(({ counterexample }) => counterexample)
  const broken = {
    cells: shown.map(({ at }) => at),
    replays: all.map(({ replay }) => replay),
    schedules: all.map(({ schedule }) => schedule),
    froms: all.map(({ from }) => from ?? ''),
    runs: placeOf,
    choicesFound: all.map(({ choicesFound }) => choicesFound),
    choices: all.map(({ choices }) => choices),
    witnesses: all.map(({ witnesses: [first] }) => {
      if (first === undefined) return ''
      const { topic, partition, offsets, text } = first
      const records = offsets.length === 0 ? '' : `@${offsets.join(', @')}`
      return topic === null ? text : `${topic}-${partition}${records} ${text}`
    }),
    more: all.map(({ witnesses }) => Math.max(0, witnesses.length - 1)),
  }
  return { broken, runs }
}

const rounded = (value: number): number => Number(value.toPrecision(4))

function rounded4(profile: Profile): Profile {
  const { means } = profile
  if (means === null) return profile
  const { lost, duplicated, reprocessed, commits } = means
  const short = { lost: rounded(lost), duplicated: rounded(duplicated) }
  return {
    ...profile,
    means: { ...short, reprocessed: rounded(reprocessed), commits: rounded(commits) },
  }
}

/** -1 where it was not counted yet when the comparison was written. */
function figureRow(figure: Figure | undefined): readonly number[] {
  if (figure === undefined) return [-1, -1, -1, -1, -1, -1]
  const { mean, p50, p99, max, ci95 } = figure
  const [low, high] = ci95
  return [mean, p50, p99, max, low, high].map(rounded)
}

function packStatistics(comparison: Comparison, numbers: Numbers): PageStatistics {
  return {
    units: comparison.statistics.map((entry) => numbers.unit(entry)),
    rows: comparison.statistics.map((entry) => [
      entry.schedules,
      entry.records,
      ...figureRow(entry.lost),
      ...figureRow(entry.duplicated),
      ...figureRow(entry.reprocessed),
      rounded(entry.commitRequests.mean),
      rounded(entry.rebalances?.mean ?? -1),
      rounded(entry.restarts?.mean ?? -1),
    ]),
  }
}
