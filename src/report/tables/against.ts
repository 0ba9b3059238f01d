/** What got better and what got worse between two strategies that were searched alike. */
import type { UnitResult } from '../../search/planning/plan.ts'
import type { Statistics } from '../../search/verdicts/comparison.ts'
import type { Cell } from '../../search/verdicts/verdict.ts'
import { type Direction, meanDirection, shareDirection } from './clear-difference.ts'
import { signOf } from './grid.ts'

/** Something that differs, in words. `unclear`: not by more than the spread of the samples. */
export interface Difference {
  readonly kind: 'better' | 'worse' | 'unclear' | 'incomparable'
  readonly text: string
}

/** All that differs under one fault with some settings; empty: nothing does. */
export interface FaultDifferences {
  readonly fault: string
  readonly settings: Cell['settings']
  readonly differences: readonly Difference[]
}

type Place = Pick<Cell, 'fault' | 'settings'>

const keyOf = ({ fault, settings }: Place): string => {
  const entries = Object.entries(settings).sort(([one], [other]) => (one < other ? -1 : 1))
  return JSON.stringify([fault, entries])
}

/** In the order of the later search; what only one of the two was searched under is left out. */
export function differencesOf(
  before: readonly UnitResult[],
  after: readonly UnitResult[],
): readonly FaultDifferences[] {
  return after.flatMap((now) => {
    const [first] = now.cells
    if (first === undefined) return []
    const then = before.find(({ cells: [cell] }) => cell && keyOf(cell) === keyOf(first))
    if (then === undefined) return []
    const { fault, settings } = first
    const differences = [...figuresMoved(then, now), ...verdictsMoved(then, now)]
    return [{ fault, settings, differences }]
  })
}

/** Fewer is better: of records that are lost or repeated, and of schedules that break something. */
function kindOf(direction: Direction): 'better' | 'worse' | 'unclear' {
  return direction === 0 ? 'unclear' : direction < 0 ? 'better' : 'worse'
}

const figures = [
  ['lost', 'lost'],
  ['reprocessed', 'repeated'],
] as const

function figuresMoved(before: UnitResult, after: UnitResult): readonly Difference[] {
  const [then, now] = [before.statistics, after.statistics]
  if (then === null || now === null) return []
  return figures.flatMap(([name, word]) => {
    if (shown(then, name) === shown(now, name)) return []
    const schedules = Math.min(then.schedules, now.schedules)
    const kind = kindOf(meanDirection(then[name], now[name], schedules))
    const text = `${shown(then, name)} ${word} a run before, ${shown(now, name)} now`
    return [{ kind, text }]
  })
}

function shown(statistics: Statistics, name: 'lost' | 'reprocessed'): string {
  return statistics[name].mean.toFixed(2)
}

/** Each strategy declares this bound for itself. */
const ownBound = 'bounded-reprocessing'

function verdictsMoved(before: UnitResult, after: UnitResult): readonly Difference[] {
  const moved = after.cells.flatMap((now) => {
    const then = before.cells.find(({ property }) => property === now.property)
    if (then === undefined || now.property === ownBound) return []
    const difference = verdictMoved(then, now, breaksOf(before, then), breaksOf(after, now))
    return difference === null ? [] : [{ property: now.property, difference }]
  })
  // Exactly once is the two others together: what one of them says is not said again.
  const halves = moved.filter(({ property }) =>
    ['at-least-once', 'at-most-once'].includes(property),
  )
  return moved
    .filter(({ property, difference }) => {
      const said = ({ text }: Difference) => text.slice(text.indexOf(' '))
      const isSaid = halves.some((half) => said(half.difference) === said(difference))
      return property !== 'exactly-once' || !isSaid
    })
    .map(({ difference }) => difference)
}

/** Null: nothing differs. `one`, `other`: how many schedules broke it; null: nobody counted. */
function verdictMoved(
  then: Cell,
  now: Cell,
  one: number | null,
  other: number | null,
): Difference | null {
  const blanks = [then, now].filter(({ verdict }) => verdict === 'vacuous').length
  if (blanks === 2 || (one === other && then.verdict === now.verdict)) return null
  const [was, is] = [signOf(then), signOf(now)].map((sign) => sign.replace(' ', 'blank'))
  const what = `${now.property} ${was === is ? is : `${was} → ${is}`}`
  if (blanks === 1 || one === null || other === null) return { kind: 'incomparable', text: what }
  const [of, ofNow] = [then.search.schedules, now.search.schedules]
  const direction = shareDirection({ count: one, of }, { count: other, of: ofNow })
  const many =
    of === ofNow ? `${one} → ${other} of ${of}` : `${one} of ${of} → ${other} of ${ofNow}`
  return { kind: kindOf(direction), text: `${what} (${many})` }
}

/** How many of the drawn schedules broke the property; null: nobody counted. */
function breaksOf({ violations }: UnitResult, { property }: Cell): number | null {
  return violations?.[property] ?? null
}
