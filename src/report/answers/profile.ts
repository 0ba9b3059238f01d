/**
 * What a strategy was seen to do, in a few lists and numbers: what answers are made from.
 *
 * Of the usual settings alone, which come first in a comparison; faults by which the cluster itself
 * throws data away (`disaster`) are left out of the lists, for nearly all strategies suffer there.
 */
import type { Comparison, StrategyEntry } from '../../search/verdicts/comparison.ts'
import type { Cell } from '../../search/verdicts/verdict.ts'
import { faultGroupOf } from './fault-group-of.ts'

/** Means per run, over the faults of every day that all strategies of the comparison met. */
export interface ProfileMeans {
  readonly lost: number
  readonly duplicated: number
  readonly reprocessed: number
  readonly commits: number
}

export interface Profile extends Pick<StrategyEntry, 'name' | 'family' | 'claims' | 'faulty'> {
  /** The fault sets under which a record is lost, in the order of the comparison. */
  readonly loses: readonly string[]
  /** Under which one takes effect twice. */
  readonly repeats: readonly string[]
  /** Under which records of a partition take effect out of their order. */
  readonly disorders: readonly string[]
  /** Under which it is not known whether one is lost. */
  readonly open: readonly string[]
  /** Whether a crash loses records; `unsearched`: no run says, or none was decided. */
  readonly inCrash: 'proved' | 'not seen' | 'loses' | 'unsearched'
  /** Null: nothing was counted. */
  readonly means: ProfileMeans | null
}

/** One per strategy, in the order of the comparison. */
export function profilesOf(comparison: Comparison): readonly Profile[] {
  const [first] = comparison.cells
  const usual = JSON.stringify(first?.settings ?? {})
  const cells = comparison.cells.filter(({ settings }) => JSON.stringify(settings) === usual)
  const own = byStrategy(cells)
  const means = meansOf(comparison, usual)
  return comparison.strategies.map(({ name, family, claims, faulty }) => {
    const mine = own.get(name) ?? []
    const under = (property: Cell['property'], verdict: Cell['verdict']): readonly string[] =>
      mine.flatMap((cell) =>
        cell.property === property &&
        cell.verdict === verdict &&
        faultGroupOf(cell.fault) !== 'disaster'
          ? [cell.fault]
          : [],
      )
    return {
      ...{ name, family, claims, faulty },
      loses: under('at-least-once', 'violated'),
      repeats: under('at-most-once', 'violated'),
      disorders: under('in-order', 'violated'),
      open: under('at-least-once', 'unknown'),
      inCrash: inCrash(mine),
      means: means.get(name) ?? null,
    }
  })
}

function inCrash(cells: readonly Cell[]): Profile['inCrash'] {
  const cell = cells.find((one) => one.property === 'at-least-once' && one.fault === 'crash')
  switch (cell?.verdict) {
    case 'holds':
      return 'proved'
    case 'not-found':
      return 'not seen'
    case 'violated':
      return 'loses'
    default:
      return 'unsearched'
  }
}

/** By the name of the strategy. */
function meansOf(comparison: Comparison, usual: string): ReadonlyMap<string, ProfileMeans> {
  const counted = comparison.statistics.filter(
    ({ settings, fault }) =>
      JSON.stringify(settings) === usual && fault !== 'none' && faultGroupOf(fault) === 'every day',
  )
  const counts = byStrategy(counted)
  const faults = new Set(counted.map(({ fault }) => fault))
  const shared = [...faults].filter((fault) =>
    [...counts.values()].every((own) => own.some((one) => one.fault === fault)),
  )
  return new Map(
    [...counts].flatMap(([name, all]): [string, ProfileMeans][] => {
      const own = all.filter(({ fault }) => shared.includes(fault))
      if (own.length === 0) return []
      const mean = (of: (one: (typeof own)[number]) => number): number =>
        own.reduce((sum, one) => sum + of(one), 0) / own.length
      const lost = mean((one) => one.lost.mean)
      const duplicated = mean((one) => one.duplicated?.mean ?? 0)
      const reprocessed = mean((one) => one.reprocessed.mean)
      const commits = mean((one) => one.commitRequests.mean)
      return [[name, { lost, duplicated, reprocessed, commits }]]
    }),
  )
}

function byStrategy<T extends { readonly strategy: string }>(
  all: readonly T[],
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>()
  for (const one of all) {
    const group = groups.get(one.strategy)
    if (group === undefined) groups.set(one.strategy, [one])
    else group.push(one)
  }
  return groups
}
