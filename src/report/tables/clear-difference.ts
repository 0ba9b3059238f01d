/**
 * Whether two samples differ by more than their spread: what may be called better or worse.
 *
 * A check compares some hundred numbers of two strategies at once. One in twenty of them would be
 * apart by chance at the usual 95 %; four standard errors leave 1 in 50 for all of them together
 * (Bonferroni). The schedules of both come from the same seeds, which only brings them nearer.
 */
import type { Figure } from '../../search/verdicts/comparison.ts'

const errorsMin = 4
/** Half of a 95 % interval, in standard errors. */
const halfInterval = 1.96
/** Of fewer schedules the spread itself is not known well enough. */
const schedulesMin = 20
/** How much wider small samples spread than the normal curve says (Student's t), per schedule. */
const smallSample = 11

/** One of two: how many of so many schedules. */
export interface Share {
  readonly count: number
  readonly of: number
}

/** 1: the second is larger. -1: it is smaller. 0: the spread does not say so. */
export type Direction = -1 | 0 | 1

/** Compares how often something happened (the two-proportion test). */
export function shareDirection(before: Share, after: Share): Direction {
  if (Math.min(before.of, after.of) < schedulesMin) return 0
  const all = (before.count + after.count) / (before.of + after.of)
  const variance = all * (1 - all) * (1 / before.of + 1 / after.of)
  return directionOf(after.count / after.of - before.count / before.of, variance, errorsMin)
}

/** Compares two means over so many schedules each (Welch's test). */
export function meanDirection(before: Figure, after: Figure, schedules: number): Direction {
  if (schedules < schedulesMin) return 0
  const variance = errorOf(before) ** 2 + errorOf(after) ** 2
  const least = errorsMin * (1 + smallSample / schedules)
  return directionOf(after.mean - before.mean, variance, least)
}

function errorOf({ mean, ci95: [, high] }: Figure): number {
  return (high - mean) / halfInterval
}

function directionOf(difference: number, variance: number, least: number): Direction {
  if (difference === 0 || Math.abs(difference) < least * Math.sqrt(variance)) return 0
  return difference > 0 ? 1 : -1
}
