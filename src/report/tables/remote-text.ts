/** The answer of `run`, for a terminal: as `check` gives it, with the moments that were tried. */
import type { Comparison } from '../../search/verdicts/comparison.ts'
import type { FaultSet } from '../../search/verdicts/fault-sets.ts'
import type { Cell } from '../../search/verdicts/verdict.ts'
import { checkHead } from './check-head.ts'
import { brokenParts, type StoriesWish } from './check-text.ts'
import { standstillLines } from './standstill.ts'
import { figuresByFault } from './statistics-table.ts'
import type { ReportContext } from './summary.ts'
import { verdictTable } from './verdicts.ts'

/** How much of a fault was tried. */
export interface TriedMoments {
  readonly fault: FaultSet
  readonly tried: number
  /** Moments at which it could happen, each with its details. */
  readonly possible: number
  /** So many of them decide a claim that nothing broke. */
  readonly needed: number
  /** Of those tried, the ones that did not come. */
  readonly notReached: number
  /** Of those tried, the ones whose runs came to nothing. */
  readonly failed: number
}

/** What was searched besides the comparison. */
export interface RemoteSearch {
  readonly moments: readonly TriedMoments[]
  /** So long it takes to try all moments, about. */
  readonly allMinutes: number
  /** Runs that came to nothing, in words. */
  readonly failures: readonly string[]
  /** The last lines of the processes of each story; empty: they were not asked for. */
  readonly outputs: readonly string[]
}

/** The whole answer. */
export function remoteText(
  comparison: Comparison,
  properties: readonly Cell['property'][],
  context: ReportContext,
  wish: StoriesWish,
  { moments, allMinutes, failures, outputs }: RemoteSearch,
): string {
  const name = comparison.strategies[0]?.name ?? ''
  return [
    ...standstillLines(comparison, true),
    checkHead(comparison),
    verdictTable(comparison, name, properties, context.headings, context.width),
    ...momentLines(moments, allMinutes),
    ...(failures.length === 0 ? [] : [['Runs that say nothing:', ...failures].join('\n  ')]),
    ...brokenParts(comparison, context, wish),
    ...(outputs.length === 0 ? [] : [outputs.join('\n')]),
    figuresByFault(comparison, false, context.width),
  ].join('\n\n')
}

/** `Moments tried: crash 31 of 31, pause 4 of 28 (15 decide, 1 did not come).` */
function momentLines(moments: readonly TriedMoments[], allMinutes: number): readonly string[] {
  if (moments.length === 0) return []
  const words = moments.map(({ fault, tried, possible, needed, notReached, failed }) => {
    const notes = [
      ...(tried < needed ? [`${needed} decide`] : []),
      ...(notReached === 0 ? [] : [`${notReached} did not come`]),
      ...(failed === 0 ? [] : [`${failed} say nothing`]),
    ]
    return `${fault} ${tried} of ${possible}${notes.length === 0 ? '' : ` (${notes.join(', ')})`}`
  })
  const isAll = moments.every(({ tried, possible }) => tried >= possible)
  const more = isAll ? '' : ` --time ${allMinutes}m tries all, if it goes on like this.`
  return [`Moments tried: ${words.join(', ')}.${more}`]
}
