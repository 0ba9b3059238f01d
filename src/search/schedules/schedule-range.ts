/** Ranges of the schedules of one search, which different threads may explore. */
import { seedOf } from './streams.ts'

/** Some schedules of a search, one after the other. */
export interface ScheduleRange {
  /** The 0-based number of the first one. */
  readonly first: number
  readonly schedules: number
}

/**
 * The number of schedules that are drawn from one stream of seeds. To get to one in the middle, the
 * stream is wound on from its start, at half a microsecond a schedule: a single stream would make
 * that the larger part of a long search.
 */
export const streamSchedules = 20_000

/** A range that comes from one stream of seeds: how fast-check finds its schedules. */
export interface SeededRange extends ScheduleRange {
  readonly seed: number
  /** How many schedules of the stream come before. */
  readonly skip: number
}

/** The range, cut where a stream ends, in a search of that seed. */
export function seededRanges(
  seed: number,
  { first, schedules }: ScheduleRange,
): readonly SeededRange[] {
  const ranges: SeededRange[] = []
  const end = first + schedules
  for (let at = first; at < end; ) {
    const stream = Math.floor(at / streamSchedules)
    const next = Math.min(end, (stream + 1) * streamSchedules)
    const streamSeed = stream === 0 ? seed : seedOf(`${seed}/${stream}`)
    ranges.push({ first: at, schedules: next - at, seed: streamSeed, skip: at % streamSchedules })
    at = next
  }
  return ranges
}
