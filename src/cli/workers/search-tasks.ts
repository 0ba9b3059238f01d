/** Has the tasks of a comparison done, and its units concluded from their results. */
import { defined } from '../../model/assert.ts'
import { unexplored, unsearched } from '../../search/compare.ts'
import type { Unit, UnitResult } from '../../search/planning/plan.ts'
import type { SearchTask } from '../../search/planning/search-tasks.ts'
import type { RangeResult } from '../../search/random/merge-explorations.ts'
import type { AnyStrategy } from '../../strategies/strategy.ts'
import { mayHang } from '../loading/load-strategy.ts'
import { startProgress, type Work } from '../progress.ts'
import type { Terminal } from '../terminal.ts'
import { searchedAgain } from './again.ts'
import type { Limits } from './limits.ts'
import { isLost } from './lost.ts'
import type { Outcome, Planned } from './planned.ts'
import { runPlanned } from './pool.ts'
import type { Task } from './task.ts'

/** What a task yields: of a whole unit its result, of a range what exploring it found. */
export type SearchTaskResult = UnitResult | RangeResult

/** What the tasks of a comparison have in common. */
export interface SearchTaskOptions {
  readonly units: readonly Unit[]
  readonly strategyOf: (name: string) => AnyStrategy
  /** The word by which the user asked for the strategy of that name. */
  readonly wordOf: (name: string) => string
  readonly folder: string
  readonly jobs: number
  readonly limits: Limits
}

type Concluding = Extract<Task, { kind: 'conclude' }>

function unitOf({ units }: SearchTaskOptions, number: number): Unit {
  const unit = units[number]
  if (unit === undefined) throw new RangeError(`no unit ${number}`)
  return unit
}

function taskOf(options: SearchTaskOptions, { unit: number, range }: SearchTask): Task {
  const unit = unitOf(options, number)
  const { folder, limits } = options
  // Every task gets the same share of the time, so that none is left to the end with nothing.
  const budgetMs = limits.endsAt === null ? null : 0
  const base = { strategy: options.wordOf(unit.strategy), folder, beat: null, unit } as const
  const limited = { ...base, budgetMs }
  return range === null ? { ...limited, kind: 'search' } : { ...limited, kind: 'range', range }
}

function conclusionOf(
  options: SearchTaskOptions,
  number: number,
  results: readonly RangeResult[],
): Concluding {
  const unit = unitOf(options, number)
  const strategy = options.wordOf(unit.strategy)
  return { kind: 'conclude', strategy, folder: options.folder, beat: null, unit, results }
}

/** Of what was lost, that it is undecided, and why. */
function rangeOf(
  options: SearchTaskOptions,
  { unit: number, range }: SearchTask,
  outcome: Outcome | undefined,
): RangeResult {
  if (!isLost(outcome)) return outcome as RangeResult
  return unexplored(unitOf(options, number), defined(range, 'a range'), outcome.reason)
}

function unitResultOf(
  options: SearchTaskOptions,
  number: number,
  outcome: Outcome | undefined,
): UnitResult {
  if (!isLost(outcome)) return outcome as UnitResult
  const unit = unitOf(options, number)
  return unsearched(unit, options.strategyOf(unit.strategy), outcome.reason)
}

/** A service's schedule runs the real client, and takes as long as two of a program. */
const costOfService = 2

/** A person counts strategies, or the faults of one. */
function workOf(owners: readonly number[], { units, strategyOf }: SearchTaskOptions): Work {
  const [first] = units
  const isOne = units.every(({ strategy }) => strategy === first?.strategy)
  const own = owners.map((number) => defined(units[number], 'a unit'))
  return {
    doing: 'Trying schedules',
    noun: isOne ? 'fault' : 'strategy',
    owners: own.map(({ strategy, fault }) => (isOne ? fault : strategy)),
    costs: own.map(({ strategy }) => ('service' in strategyOf(strategy) ? costOfService : 1)),
  }
}

/** `owners`: the number of each task's unit. */
async function run(
  tasks: readonly Planned[],
  owners: readonly number[],
  options: SearchTaskOptions,
  terminal: Terminal,
): Promise<readonly Outcome[]> {
  const { units, wordOf, jobs, limits } = options
  const progress = startProgress(workOf(owners, options), terminal)
  try {
    return await runPlanned(tasks, {
      jobs,
      limits,
      guarded: units.some(({ strategy }) => mayHang(wordOf(strategy))),
      onDone: (outcome, number) => {
        if (!isLost(outcome) || outcome.lostTo !== 'stopped') progress.step(number)
      },
      again: searchedAgain,
    })
  } finally {
    progress.stop()
  }
}

/** Does these tasks, and concludes nothing: the results, in their order. */
export async function runSearchTasks(
  planned: readonly SearchTask[],
  options: SearchTaskOptions,
  terminal: Terminal,
): Promise<readonly SearchTaskResult[]> {
  const outcomes = await run(
    planned.map((task) => taskOf(options, task)),
    planned.map(({ unit }) => unit),
    options,
    terminal,
  )
  return planned.map((task, at) =>
    task.range === null
      ? unitResultOf(options, task.unit, outcomes[at])
      : rangeOf(options, task, outcomes[at]),
  )
}

/** Does all tasks, and concludes each unit as soon as its last one is done. */
export async function runUnits(
  planned: readonly SearchTask[],
  options: SearchTaskOptions,
  terminal: Terminal,
): Promise<readonly UnitResult[]> {
  const tasks: Planned[] = []
  const owners: number[] = []
  const ends = options.units.map((unit, number) => {
    const own = planned.filter(({ unit: of }) => of === number)
    const needs = own.map((task) => tasks.push(taskOf(options, task)) - 1)
    owners.push(...own.map(() => number))
    if (own[0]?.range === null) return tasks.length - 1
    const make = (outcomes: readonly Outcome[]) => {
      const results = own.map((task, at) => rangeOf(options, task, outcomes[at]))
      return conclusionOf(options, number, results)
    }
    owners.push(number)
    return tasks.push({ strategy: options.wordOf(unit.strategy), needs, make }) - 1
  })
  const outcomes = await run(tasks, owners, options, terminal)
  return ends.map((end, number) => unitResultOf(options, number, outcomes[end]))
}

/** Concludes the units from the results of all tasks, wherever those were done. */
export async function concludeUnits(
  planned: readonly SearchTask[],
  results: readonly SearchTaskResult[],
  options: SearchTaskOptions,
  terminal: Terminal,
): Promise<readonly UnitResult[]> {
  const tasks: Task[] = []
  const owners: number[] = []
  const units = options.units.map((_, number): UnitResult | number => {
    const own = results.filter((_result, at) => planned[at]?.unit === number)
    const whole = planned.find(({ unit }) => unit === number)?.range === null
    if (whole) return own[0] as UnitResult
    owners.push(number)
    return tasks.push(conclusionOf(options, number, own as readonly RangeResult[])) - 1
  })
  const outcomes = tasks.length === 0 ? [] : await run(tasks, owners, options, terminal)
  return units.map((unit, number) =>
    typeof unit === 'number' ? unitResultOf(options, number, outcomes[unit]) : unit,
  )
}
