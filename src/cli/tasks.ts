/** The work that may be done in a worker thread: plain data in, plain data out. */
import { runStrategy } from '../kafkajs/runner.ts'
import { StrategyFailure } from '../model/run.ts'
import { properties } from '../properties/all.ts'
import { trimCounterexample } from '../report/trim.ts'
import { searchUnit, type UnitResult } from '../search/compare.ts'
import { cellScenario, type Unit } from '../search/plan.ts'
import { type Replayed, replay } from '../search/replay.ts'
import type { Runner } from '../search/runner.ts'
import type { Replication } from '../search/timed/replication.ts'
import { type LoadedStrategy, loadStrategy } from './load-strategy.ts'
import { type MeasureRequest, measureRuns } from './measure-task.ts'
import { probe } from './probe.ts'
import { UsageError } from './usage-error.ts'

interface TaskBase {
  /** A shipped name or a path, as the user gave it. */
  readonly strategy: string
  /** Where relative paths start. */
  readonly folder: string
  /** A counter that goes up with every run, so that a watchdog sees life; shared memory. */
  readonly beat: { readonly counters: Int32Array; readonly slot: number } | null
}

export type Task =
  /** Loads the strategy and runs it once with nothing going wrong. */
  | (TaskBase & { readonly kind: 'probe'; readonly unit: Unit })
  /** Searches one unit, for at most `budgetMs` milliseconds unless null. */
  | (TaskBase & { readonly kind: 'search'; readonly unit: Unit; readonly budgetMs: number | null })
  /** Plays one list of choices. */
  | (TaskBase & {
      readonly kind: 'replay'
      readonly unit: Unit
      readonly choices: readonly number[]
    })
  /** Does timed runs of one kind. */
  | (TaskBase & { readonly kind: 'measure'; readonly request: MeasureRequest })

/** What each kind of task answers, as plain data. */
export interface TaskAnswers {
  readonly probe: null
  readonly search: UnitResult
  readonly replay: Replayed
  readonly measure: readonly Replication[]
}

/** Errors lose their class between threads, so that a mistake of the user travels as data. */
export type TaskResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly mistake: string }

const loaded = new Map<string, LoadedStrategy>()

async function strategyOf(task: Task): Promise<LoadedStrategy> {
  const key = `${task.folder}\n${task.strategy}`
  const known = loaded.get(key)
  if (known !== undefined) return known
  const found = await loadStrategy(task.strategy, task.folder)
  loaded.set(key, found)
  return found
}

function runnerOf(task: Task): Runner {
  const { beat } = task
  if (beat === null) return runStrategy
  return (strategy, scenario, choices, emit) => {
    Atomics.add(beat.counters, beat.slot, 1)
    return runStrategy(strategy, scenario, choices, emit)
  }
}

function beatOf({ beat }: Task): () => void {
  return () => {
    if (beat !== null) Atomics.add(beat.counters, beat.slot, 1)
  }
}

function deadlineIn(budgetMs: number | null): (() => boolean) | undefined {
  if (budgetMs === null) return undefined
  const end = performance.now() + budgetMs
  return () => performance.now() >= end
}

/** Histories are long: what no telling needs does not travel between threads. */
function trimmed(result: UnitResult): UnitResult {
  const cells = result.cells.map((cell) =>
    cell.counterexample === null
      ? cell
      : { ...cell, counterexample: trimCounterexample(cell.counterexample) },
  )
  return { ...result, cells }
}

async function answer(task: Task): Promise<TaskAnswers[Task['kind']]> {
  if (task.beat !== null) Atomics.add(task.beat.counters, task.beat.slot, 1)
  const { strategy } = await strategyOf(task)
  if (task.kind === 'measure') return measureRuns(strategy, task.request, beatOf(task))
  const runner = runnerOf(task)
  const { unit } = task
  if (task.kind === 'search') {
    return trimmed(searchUnit(unit, strategy, runner, deadlineIn(task.budgetMs)))
  }
  const scenario = cellScenario(strategy, unit.fault, unit.settings, unit.scenario)
  if (task.kind === 'probe') {
    probe(strategy, scenario, runner)
    return null
  }
  const judged = properties.filter(({ name }) => unit.properties.includes(name))
  return replay({ strategy, scenario, choices: task.choices, properties: judged, runner })
}

/** Does the task; mistakes of the user are an answer, everything else is thrown. */
export async function runTask(task: Task): Promise<TaskResult<TaskAnswers[Task['kind']]>> {
  try {
    return { ok: true, value: await answer(task) }
  } catch (error) {
    if (error instanceof UsageError || error instanceof StrategyFailure) {
      return { ok: false, mistake: error.message }
    }
    throw error
  }
}
