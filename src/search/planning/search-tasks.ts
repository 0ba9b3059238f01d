/**
 * Cuts a comparison into tasks: what one worker does at a time, and what machines share among them.
 *
 * A unit with many schedules becomes several tasks, a range of its schedules each. How large a
 * range is depends on the kind of strategy only, never on how many workers share the tasks.
 */
import type { AnyStrategy } from '../../strategies/strategy.ts'
import type { ScheduleRange } from '../schedules/schedule-range.ts'
import { serviceSchedulesUsual } from '../schedules/service-schedules.ts'
import { untouchable } from '../verdicts/vacuity.ts'
import type { Unit } from './plan.ts'

/** A unit that is searched at once, or one range of the schedules of a unit. */
export interface SearchTask {
  /** The number of the unit in the plan. */
  readonly unit: number
  /** Null: the whole unit, shrinking included. */
  readonly range: ScheduleRange | null
}

/**
 * All tasks, in the order of the plan. They depend on the request alone, but for `rangesMax`, the
 * most ranges that a unit is worth where the search ends with its time.
 */
export function searchTasks(
  units: readonly Unit[],
  strategyOf: (name: string) => AnyStrategy,
  rangesMax: number | null = null,
): readonly SearchTask[] {
  return units.flatMap((unit, number): readonly SearchTask[] => {
    const ranges = unitRanges(unit, strategyOf(unit.strategy), rangesMax)
    if (ranges.length === 1) return [{ unit: number, range: null }]
    return ranges.map((range) => ({ unit: number, range }))
  })
}

/** The part of all tasks that one machine does: `index` counts from 1. */
export interface Shard {
  readonly index: number
  readonly of: number
}

/** The numbers of a shard's tasks: every n-th one, so that what is slow in a row is spread. */
export function taskNumbers(tasks: readonly SearchTask[], { index, of }: Shard): readonly number[] {
  return [...tasks.keys()].filter((number) => number % of === index - 1)
}

/**
 * The ranges of a unit that different workers may explore; one: it is to be searched at once.
 * `rangesMax` is for a search that ends with its time.
 */
function unitRanges(
  unit: Unit,
  strategy: AnyStrategy,
  rangesMax: number | null,
): readonly ScheduleRange[] {
  const schedules = untouchable(strategy, unit.fault) === null ? unit.schedules : 0
  return rangesMax === null
    ? rangesOf(strategy, schedules)
    : wideRanges(strategy, schedules, rangesMax)
}

/** A quarter of a second of programs: enough that passing a task on costs nothing beside it. */
const programSchedules = 2000
/** One range: each further one, and concluding from several, probes the cell again. */
const serviceSchedules = serviceSchedulesUsual

/** The ranges of that many schedules, in order; at least one. */
export function rangesOf(strategy: AnyStrategy, schedules: number): readonly ScheduleRange[] {
  return cut(schedules, 'service' in strategy ? serviceSchedules : programSchedules)
}

/**
 * The same schedules in at most `rangesMax` ranges, for a search that ends with its time: tasks
 * that each had only their share of it would all be left unfinished.
 */
export function wideRanges(
  strategy: AnyStrategy,
  schedules: number,
  rangesMax: number,
): readonly ScheduleRange[] {
  const usual = rangesOf(strategy, schedules)
  const size = (usual[0]?.schedules ?? 1) * Math.ceil(usual.length / rangesMax)
  return cut(schedules, size)
}

function cut(schedules: number, size: number): readonly ScheduleRange[] {
  const ranges: ScheduleRange[] = [{ first: 0, schedules: Math.min(size, schedules) }]
  for (let first = size; first < schedules; first += size) {
    ranges.push({ first, schedules: Math.min(size, schedules - first) })
  }
  return ranges
}
