/**
 * What to use instead of a strategy: by what was measured, never by how many verdicts it has.
 *
 * Of the sound strategies for the same client, one is stronger if it loses nowhere clearly more,
 * nor where this one was not seen to lose, and repeats nowhere clearly more, while it loses or
 * repeats clearly less somewhere. A known bug that loses may be left for one that repeats instead; nothing
 * is ever left for one that loses instead.
 */
import { faultGroupOf } from '../../../src/report/answers/fault-group-of.ts'
import { meanDirection } from '../../../src/report/tables/clear-difference.ts'
import { survivedFaults } from '../../../src/search/verdicts/claims.ts'
import type {
  Comparison,
  Figure,
  Statistics,
  StrategyEntry,
} from '../../../src/search/verdicts/comparison.ts'
import { strategies } from '../../../src/strategies/all.ts'
import { usualCells, usualStatistics } from './cells.ts'
import { frameworkOf } from './framework.ts'
import { needs } from './needs.ts'

/** A strategy, and the faults under which it loses or repeats clearly less. */
export interface Stronger {
  readonly entry: StrategyEntry
  readonly losesLess: readonly string[]
  readonly repeatsLess: readonly string[]
}

type Measure = 'lost' | 'duplicated'

interface Pair {
  readonly fault: string
  readonly before: Statistics
  readonly after: Statistics
}

/** Both strategies' statistics of each fault that both were run under. */
function pairs(comparison: Comparison, one: string, other: string): readonly Pair[] {
  const others = usualStatistics(comparison, other)
  return usualStatistics(comparison, one).flatMap((before) => {
    const after = others.find(({ fault }) => fault === before.fault)
    return after === undefined ? [] : [{ fault: before.fault, before, after }]
  })
}

function figureOf(statistics: Statistics, measure: Measure): Figure {
  return statistics[measure] ?? statistics.reprocessed
}

function direction({ before, after }: Pair, measure: Measure): -1 | 0 | 1 {
  const schedules = Math.min(before.schedules, after.schedules)
  return meanDirection(figureOf(before, measure), figureOf(after, measure), schedules)
}

const isLess = (measure: Measure) => (pair: Pair) => direction(pair, measure) < 0
const isMore = (measure: Measure) => (pair: Pair) => direction(pair, measure) > 0

/** Whether it loses, under a fault that it claims to survive, where the other loses nothing. */
function losesAnew(entry: StrategyEntry, all: readonly Pair[]): boolean {
  const shipped = strategies.find(({ strategy }) => strategy.name === entry.name)
  const survived = shipped === undefined ? [] : survivedFaults(shipped.strategy, {})
  return all.some(
    ({ fault, before, after }) =>
      before.lost.max === 0 &&
      after.lost.max > 0 &&
      (fault === 'none' || survived.some((name) => name === fault)),
  )
}

/** Where a strategy was seen to lose; disasters, in which the cluster throws data away, apart. */
function lossesOf(comparison: Comparison, name: string): ReadonlySet<string> {
  const lost = usualCells(comparison).filter(
    ({ strategy, property, verdict, fault }) =>
      strategy === name &&
      property === 'at-least-once' &&
      verdict === 'violated' &&
      faultGroupOf(fault) !== 'disaster',
  )
  return new Set(lost.map(({ fault }) => fault))
}

function losesElsewhere(comparison: Comparison, from: string, name: string): boolean {
  const known = lossesOf(comparison, from)
  return [...lossesOf(comparison, name)].some((fault) => !known.has(fault))
}

function compared(
  comparison: Comparison,
  from: StrategyEntry,
  entry: StrategyEntry,
): Stronger | null {
  const all = pairs(comparison, from.name, entry.name)
  const losesLess = all.filter(isLess('lost')).map(({ fault }) => fault)
  const repeatsLess = all.filter(isLess('duplicated')).map(({ fault }) => fault)
  if (all.some(isMore('lost')) || losesAnew(entry, all)) return null
  if (losesElsewhere(comparison, from.name, entry.name)) return null
  const mayRepeat = from.faulty && losesLess.length > 0 && from.claims === entry.claims
  if (!mayRepeat && all.some(isMore('duplicated'))) return null
  return losesLess.length + repeatsLess.length === 0 ? null : { entry, losesLess, repeatsLess }
}

/** The mean per run of one measure over these faults. */
export function meanOf(entries: readonly Statistics[], measure: Measure | 'reprocessed'): number {
  const sum = entries.reduce(
    (all, one) => all + (measure === 'reprocessed' ? one.reprocessed : figureOf(one, measure)).mean,
    0,
  )
  return entries.length === 0 ? 0 : sum / entries.length
}

const isStrongerClaim = (from: StrategyEntry, to: StrategyEntry): boolean =>
  to.claims === 'exactly-once' && from.claims !== 'exactly-once'

/** At most two: the best that needs no more than this one, and the best of a stronger claim. */
export function stronger(comparison: Comparison, from: StrategyEntry): readonly Stronger[] {
  const damage = ({ entry }: Stronger): number => {
    const own = usualStatistics(comparison, entry.name)
    return meanOf(own, 'lost') + meanOf(own, 'duplicated')
  }
  const best = comparison.strategies
    .filter((entry) => !entry.faulty && entry.name !== from.name)
    .filter((entry) => frameworkOf(entry) === frameworkOf(from))
    .filter((entry) => entry.claims === from.claims || isStrongerClaim(from, entry))
    .flatMap((entry) => compared(comparison, from, entry) ?? [])
    .sort((a, b) => damage(a) - damage(b))
  const fixedBy = strategies.find(({ strategy }) => strategy.name === from.name)?.strategy.fixedBy
  const needsNoMore = ({ entry }: Stronger): boolean =>
    needs(entry.name).every((need) => needs(from.name).includes(need))
  const alike = best.find(({ entry }) => entry.name === fixedBy) ?? best.find(needsNoMore)
  const claimed = best.find(({ entry }) => isStrongerClaim(from, entry) && entry !== alike?.entry)
  return [alike, claimed].flatMap((one) => one ?? [])
}
