/** Thresholds: what a user demands that a search reaches. */
import type { Coverage } from './coverage.ts'
import { countOf, type Dimension, dimensions, expectedPoints } from './expected.ts'
import { tableNames } from './table-names.ts'

/** `fault-phase>=80%`, `fault-phase:crash>=80%` or `error-code:OffsetCommit/NONE>=1`. */
export interface Threshold {
  /** As it was written. */
  readonly text: string
  readonly dimension: Dimension
  /** A row or a point; '': the whole dimension. */
  readonly place: string
  /** A share of the points that are expected there, in per cent, or a number of times. */
  readonly least: number
  readonly isShare: boolean
}

/** Says what is wrong with the text of a threshold. */
export class ThresholdSyntaxError extends Error {
  override readonly name = 'ThresholdSyntaxError'
}

const form = /^\s*([a-z-]+)(?::([\w-]+(?:\/[\w-]+)?))?\s*>=\s*(\d{1,12})\s*(%?)\s*$/
const shares: readonly Dimension[] = ['fault-phase', 'fault-group', 'transition', 'sometimes']

/** Reads one threshold; throws a {@link ThresholdSyntaxError}. */
export function parseThreshold(text: string): Threshold {
  const match = form.exec(text)
  if (match === null) {
    throw new ThresholdSyntaxError(
      `${JSON.stringify(text)} is no threshold; write 'fault-phase>=80%' or ` +
        "'error-code:OffsetCommit/REBALANCE_IN_PROGRESS>=1'",
    )
  }
  const [, dimension = '', place = '', number = '', percent] = match
  if (!Object.hasOwn(dimensions, dimension)) {
    throw new ThresholdSyntaxError(
      `there is no coverage ${JSON.stringify(dimension)}: ${Object.keys(dimensions).join(', ')}`,
    )
  }
  const read = { text: text.trim(), dimension: dimension as Dimension, place }
  const threshold = { ...read, least: Number(number), isShare: percent === '%' }
  requireMeaning(threshold)
  return threshold
}

function requireMeaning({ text, dimension, place, isShare, least }: Threshold): void {
  const fail = (why: string): never => {
    throw new ThresholdSyntaxError(`${text}: ${why}`)
  }
  if (isShare && !shares.includes(dimension)) fail(`a share can be asked of ${shares.join(', ')}`)
  if (isShare && place.includes('/')) fail('one point has no share; ask how often: >=1')
  if (isShare && least > 100) fail('a share is at most 100%')
  if (!isShare && place === '') fail('ask for a share (>=80%), or name what is to be counted')
  if (dimension === 'sometimes' || place === '') return
  const [row = '', column] = place.split('/')
  const { rows, columns } = tableNames[dimensions[dimension] as keyof typeof tableNames]
  if (!rows.includes(row)) fail(`there is no ${row} in ${dimension}`)
  if (column !== undefined && !columns.includes(column))
    fail(`there is no ${column} in ${dimension}`)
}

/** One line saying why it failed; null: it was met. */
export function failureOf(threshold: Threshold, coverage: Coverage): string | null {
  const { text, dimension, place, least, isShare } = threshold
  if (!isShare) {
    const times = countAt(dimension, place, coverage)
    return times >= least ? null : `coverage ${text} is not met: ${times} times`
  }
  const within = (point: string): boolean => place === '' || point.startsWith(`${place}/`)
  const points = expectedPoints(dimension, coverage).filter(within)
  const missed = points.filter((point) => countOf(dimension, point, coverage) === 0)
  const met = points.length - missed.length
  if (points.length === 0) return `coverage ${text} is not met: nothing of it was searched`
  if (100 * met >= least * points.length) return null
  const named = missed.slice(0, 5).join(', ') + (missed.length > 5 ? ', …' : '')
  return `coverage ${text} is not met: ${met} of ${points.length}; never ${named}`
}

function countAt(dimension: Dimension, place: string, coverage: Coverage): number {
  if (dimension === 'sometimes' || place.includes('/')) return countOf(dimension, place, coverage)
  const row = coverage[dimensions[dimension] as keyof typeof tableNames][place] ?? {}
  return Object.values(row).reduce((sum, count) => sum + count, 0)
}
