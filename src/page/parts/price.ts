/** Strategies to use instead, each with its price in the same sentence. */
import type { ProfileMeans } from '../../report/answers/profile.ts'
import { meanText } from '../../report/answers/words.ts'
import type { Report } from '../open-report.ts'

/** Whether one loses under no fault under which the other loses nothing. */
export function losesNoMore(report: Report, one: number, than: number): boolean {
  const [mine, other] = [report.data.profiles[one], report.data.profiles[than]]
  if (mine === undefined || other === undefined) return false
  if (mine.inCrash === 'unsearched' && other.inCrash !== 'unsearched') return false
  return [...mine.loses, ...mine.open].every((fault) => other.loses.includes(fault))
}

/** Its price: `needs transactions of Kafka; commit requests a run 22 instead of 15, …`. */
export function priceOf(report: Report, one: number, than: number): string {
  const { profiles, strategies } = report.data
  const [mine, other] = [profiles[one], profiles[than]]
  const uses = strategies[one]?.uses ?? []
  const own = strategies[than]?.uses ?? []
  const added = uses.filter((use) => !own.includes(use)).map((use) => needs[use])
  const loses = mine === undefined || mine.loses.length === 0 ? [] : [losses(mine.loses)]
  if (mine?.means == null || other?.means == null) return [...added, ...loses].join('; ')
  return [...added, figures(mine.means, other.means), ...loses].join('; ')
}

const needs = {
  store: 'needs a database that keeps offsets, too',
  transactions: 'needs transactions of Kafka',
} as const

const losses = (faults: readonly string[]): string => `it loses, too: under ${faults.join(', ')}`

function figures(mine: ProfileMeans, other: ProfileMeans): string {
  const of = (name: 'commits' | 'duplicated'): string =>
    `${meanText(mine[name])} instead of ${meanText(other[name])}`
  return `commit requests a run ${of('commits')}, records repeated ${of('duplicated')}`
}
