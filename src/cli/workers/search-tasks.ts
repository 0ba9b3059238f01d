/** Has the tasks of a comparison done, and its units concluded from their results. */

import type { Unit, UnitResult } from '../../search/planning/plan.ts'
import type { SearchTask } from '../../search/planning/search-tasks.ts'
import type { RangeResult } from '../../search/random/merge-explorations.ts'
import { mayHang } from '../loading/load-strategy.ts'
import { startProgress } from '../progress.ts'
import type { Terminal } from '../terminal.ts'
import { type LaterTask, runPlanned } from './pool.ts'
import type { Task } from './task.ts'

/** What a task yields: of a whole unit its result, of a range what exploring it found. */
export type SearchTaskResult = UnitResult | RangeResult

/** What the tasks of a comparison have in common. */
export interface SearchTaskOptions {
  readonly units: readonly Unit[]
  /** The word by which the user asked for the strategy of that name. */
  readonly wordOf: (name: string) => string
  readonly folder: string
  readonly jobs: number
  /** Milliseconds for each task; null: as long as it takes. */
  readonly budgetMs: number | null
}

type Concluding = Extract<Task, { kind: 'conclude' }>

function unitOf({ units }: SearchTaskOptions, number: number): Unit {
  const unit = units[number]
  if (unit === undefined) throw new RangeError(`no unit ${number}`)
  return unit
}

function taskOf(options: SearchTaskOptions, { unit: number, range }: SearchTask): Task {
  const unit = unitOf(options, number)
  const { folder, budgetMs } = options
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

async function run(
  tasks: readonly (Task | LaterTask)[],
  { units, wordOf, jobs }: SearchTaskOptions,
  terminal: Terminal,
) {
  const progress = startProgress(tasks.length, `${tasks.length} searches`, terminal)
  try {
    return await runPlanned(tasks, {
      jobs,
      guarded: units.some(({ strategy }) => mayHang(wordOf(strategy))),
      onDone: () => progress.step(),
      onInterrupt: () => progress.stop(),
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
  const tasks = planned.map((task) => taskOf(options, task))
  return (await run(tasks, options, terminal)) as readonly SearchTaskResult[]
}

/** Does all tasks, and concludes each unit as soon as its last one is done. */
export async function runUnits(
  planned: readonly SearchTask[],
  options: SearchTaskOptions,
  terminal: Terminal,
): Promise<readonly UnitResult[]> {
  const tasks: (Task | LaterTask)[] = []
  const ends = options.units.map((unit, number) => {
    const own = planned.filter(({ unit: of }) => of === number)
    const needs = own.map((task) => tasks.push(taskOf(options, task)) - 1)
    if (own[0]?.range === null) return tasks.length - 1
    return (
      tasks.push({
        strategy: options.wordOf(unit.strategy),
        needs,
        make: (found) => conclusionOf(options, number, found as readonly RangeResult[]),
      }) - 1
    )
  })
  const answers = await run(tasks, options, terminal)
  return ends.map((end) => answers[end] as UnitResult)
}

/** Concludes the units from the results of all tasks, wherever those were done. */
export async function concludeUnits(
  planned: readonly SearchTask[],
  results: readonly SearchTaskResult[],
  options: SearchTaskOptions,
  terminal: Terminal,
): Promise<readonly UnitResult[]> {
  const tasks: Task[] = []
  const units = options.units.map((_, number): UnitResult | number => {
    const own = results.filter((_result, at) => planned[at]?.unit === number)
    const whole = planned.find(({ unit }) => unit === number)?.range === null
    if (whole) return own[0] as UnitResult
    return tasks.push(conclusionOf(options, number, own as readonly RangeResult[])) - 1
  })
  const answers = tasks.length === 0 ? [] : await run(tasks, options, terminal)
  return units.map((unit) => (typeof unit === 'number' ? (answers[unit] as UnitResult) : unit))
}
