/** Changes in words, one line each: what the terminal, the page and the comment say of them. */
import type { FaultSet } from '../../search/verdicts/fault-sets.ts'
import type { Cell } from '../../search/verdicts/verdict.ts'
import { withSettings } from '../story/story.ts'
import { questionOf } from './cells.ts'
import type { Changes, FigureChange, VerdictChange } from './review.ts'

/** `0.1.0, seed 42`. */
export function baselineName({ baseline: { version, seed } }: Changes): string {
  return `ackurate ${version}, seed ${seed}`
}

/** One line where the baseline was searched in another way; null: it was not. */
export function differsLine({ differs = [] }: Changes): string | null {
  if (differs.length === 0) return null
  return `The baseline was searched otherwise: ${differs.join('; ')}.`
}

/** `commit-in-finally breaks at-least-once under crash (claimed; held before)`. */
export function verdictLine({ kind, before, after }: VerdictChange): string {
  const cell = after ?? before
  if (cell === null) return ''
  const was = before === null ? 'not searched before' : `${saying(before)} before`
  if (kind === 'new-violation') {
    const claim = after?.claimed ? 'claimed' : before?.claimed ? 'no longer claimed' : 'not claimed'
    return `${cell.strategy} breaks ${questionOf(cell)} (${claim}; ${was})`
  }
  if (kind === 'fixed') {
    const claim = cell.claimed ? '' : ' (not claimed)'
    return `${cell.strategy} no longer breaks ${questionOf(cell)}${claim}`
  }
  return `${cell.strategy}: ${questionOf(cell)}: ${saying(cell)} (${was})`
}

function saying({ verdict, reason }: Cell): string {
  const words = {
    holds: 'proved',
    'not-found': 'not found broken',
    violated: 'broken',
    unknown: 'undecided',
    vacuous: 'blank',
  }
  return words[verdict] + (reason === null ? '' : `, ${reason}`)
}

/** `my-consumer under crash: lost per run 0 → 1.2 (95 %: 1.1 to 1.3)`. */
export function figureLine({ statistics, figure, before, after }: FigureChange): string {
  const { strategy, fault, settings } = statistics
  const where = `${strategy} ${underWhat(fault)}${withSettings(settings)}`
  const [low, high] = after.ci95
  const interval = `95 %: ${low} to ${high}`
  return `${where}: ${figure} per run ${before.mean} → ${after.mean} (${interval})`
}

function underWhat(fault: FaultSet): string {
  return fault === 'none' ? 'with no fault' : `under ${fault.split('+').join(' and ')}`
}

/** The changes by what a reader does with them. */
export interface ChangeGroup {
  readonly title: string
  readonly lines: readonly string[]
  /** How many of these more there are, counted in one line. */
  readonly more: number
}

/** The most lines of a kind that are shown. */
export const linesMax = 20

/**
 * All but new violations, which have stories: what got better, what moved, what cannot be compared.
 * Cells that are new or gone are counted per strategy, for a new fault adds one to each.
 */
export function otherGroups({ verdicts, figures }: Changes): readonly ChangeGroup[] {
  const of = (kind: VerdictChange['kind']) => verdicts.filter((change) => change.kind === kind)
  const claimedFirst = of('fixed').toSorted((one, other) => rankOf(one) - rankOf(other))
  const rose = figures.filter(({ before, after }) => after.mean > before.mean)
  const fell = figures.filter(({ before, after }) => after.mean < before.mean)
  return [
    group('No longer broken', claimedFirst.map(verdictLine)),
    group('Other verdicts', of('other').map(verdictLine)),
    group('More records lost, duplicated or reprocessed', rose.map(figureLine)),
    group('Fewer records lost, duplicated or reprocessed', fell.map(figureLine)),
    group('New in this comparison', countsByStrategy(of('new-cell'))),
    group('Not in this comparison', countsByStrategy(of('gone'))),
  ].filter(({ lines }) => lines.length > 0)
}

function rankOf({ after }: VerdictChange): number {
  return after?.claimed === true ? 0 : 1
}

function group(title: string, lines: readonly string[]): ChangeGroup {
  return { title, lines: lines.slice(0, linesMax), more: Math.max(0, lines.length - linesMax) }
}

function countsByStrategy(changes: readonly VerdictChange[]): readonly string[] {
  const counts = new Map<string, number>()
  for (const { before, after } of changes) {
    const name = (after ?? before)?.strategy ?? ''
    counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  return [...counts].map(([name, count]) => `${name}: ${count} ${count === 1 ? 'cell' : 'cells'}`)
}

/** Whether anything differs at all. */
export function hasChanges({ verdicts, figures }: Changes): boolean {
  return verdicts.length > 0 || figures.length > 0
}
