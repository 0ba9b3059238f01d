/** The work that may be done in a worker thread: plain data in, plain data out. */
import { runStrategy } from '../kafkajs/runner.ts'
import { StrategyFailure } from '../model/run.ts'
import { properties } from '../properties/all.ts'
import { trimCounterexample } from '../report/trim.ts'
import type { BreakingSets } from '../search/breaking/breaking-sets.ts'
import type { BreakingRequest } from '../search/breaking/request.ts'
import { searchBreakingSets } from '../search/breaking/search-breaking-sets.ts'
import type { Chunk } from '../search/chunks.ts'
import { concludeUnit, exploreUnitChunk, searchUnit, type UnitResult } from '../search/compare.ts'
import { Nondeterminism, requireSameHistory } from '../search/determinism.ts'
import { exploreUnit, type StateBounds } from '../search/exhaustive/explore-unit.ts'
import type { ChunkResult } from '../search/merge-explorations.ts'
import { cellScenario, type Unit } from '../search/plan.ts'
import { type Replayed, replay } from '../search/replay.ts'
import type { Runner } from '../search/runner.ts'
import type { Cell } from '../search/verdict.ts'
import { isStrategyFile, type LoadedStrategy, loadStrategy } from './load-strategy.ts'
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
  /** Explores one chunk of a unit, for at most `budgetMs` milliseconds unless null. */
  | (TaskBase & {
      readonly kind: 'chunk'
      readonly unit: Unit
      readonly chunk: Chunk
      readonly budgetMs: number | null
    })
  /** Puts the chunks of a unit together, shrinks, and decides. */
  | (TaskBase & {
      readonly kind: 'conclude'
      readonly unit: Unit
      readonly chunks: readonly ChunkResult[]
    })
  /** Tries every schedule of a unit's scenario, for at most `budgetMs` unless null. */
  | (TaskBase & {
      readonly kind: 'explore'
      readonly unit: Unit
      readonly bounds: StateBounds
      readonly budgetMs: number | null
    })
  /** Plays one list of choices. */
  | (TaskBase & {
      readonly kind: 'replay'
      readonly unit: Unit
      readonly choices: readonly number[]
    })
  /** Searches the breaking sets of one strategy and property. */
  | (TaskBase & {
      readonly kind: 'breaking'
      readonly request: BreakingRequest
      readonly budgetMs: number | null
    })

/** What each kind of task answers, as plain data. */
export interface TaskAnswers {
  readonly probe: null
  readonly search: UnitResult
  readonly chunk: ChunkResult
  readonly conclude: UnitResult
  readonly explore: ExploredUnit
  readonly replay: Replayed
  readonly breaking: readonly BreakingSets[]
}

/** The cells of one exhaustive search, and how long it took; no clock enters the cells. */
export interface ExploredUnit {
  readonly cells: readonly Cell[]
  readonly elapsedMs: number
}

/** Errors lose their class between threads, so that a mistake of the user travels as data. */
export type TaskResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly mistake: string; readonly isBug: boolean }

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
  return (strategy, scenario, choices, emit, meter) => {
    Atomics.add(beat.counters, beat.slot, 1)
    return runStrategy(strategy, scenario, choices, emit, meter)
  }
}

function deadlineIn(budgetMs: number | null): (() => boolean) | undefined {
  if (budgetMs === null) return undefined
  const end = performance.now() + budgetMs
  return () => performance.now() >= end
}

/** Histories are long: what no telling needs does not travel between threads. */
function trimmed<R extends { readonly cells: readonly Cell[] }>(result: R): R {
  const cells = result.cells.map((cell) =>
    cell.counterexample === null
      ? cell
      : { ...cell, counterexample: trimCounterexample(cell.counterexample) },
  )
  return { ...result, cells }
}

function trimmedSets(sets: BreakingSets): BreakingSets {
  const minimal = sets.minimal.map((set) =>
    set.counterexample === null
      ? set
      : { ...set, counterexample: trimCounterexample(set.counterexample) },
  )
  return { ...sets, minimal }
}

/** Some programs cannot be copied; beside a random search that is no mistake of the user. */
function exploredOrNone(
  { bounds }: Extract<Task, { kind: 'explore' }>,
  explore: () => readonly Cell[],
): readonly Cell[] {
  try {
    return explore()
  } catch (error) {
    if (bounds.lenient === true && error instanceof StrategyFailure) return []
    throw error
  }
}

async function answer(task: Task): Promise<TaskAnswers[Task['kind']]> {
  if (task.beat !== null) Atomics.add(task.beat.counters, task.beat.slot, 1)
  const { strategy } = await strategyOf(task)
  const runner = runnerOf(task)
  if (task.kind === 'breaking') {
    const deadline = deadlineIn(task.budgetMs)
    return searchBreakingSets(task.request, strategy, runner, deadline).map(trimmedSets)
  }
  const { unit } = task
  if (task.kind === 'search') {
    return trimmed(searchUnit(unit, strategy, runner, deadlineIn(task.budgetMs)))
  }
  if (task.kind === 'chunk') {
    return exploreUnitChunk(unit, task.chunk, strategy, runner, deadlineIn(task.budgetMs))
  }
  if (task.kind === 'conclude') {
    return trimmed(concludeUnit(unit, task.chunks, strategy, runner))
  }
  if (task.kind === 'explore') {
    const start = performance.now()
    const deadline = deadlineIn(task.budgetMs)
    const explored = exploredOrNone(task, () =>
      exploreUnit(unit, strategy, runner, task.bounds, deadline),
    )
    return { ...trimmed({ cells: explored }), elapsedMs: performance.now() - start }
  }
  const scenario = cellScenario(strategy, unit.fault, unit.settings, unit.scenario)
  if (task.kind === 'probe') {
    probe(strategy, scenario, runner)
    return null
  }
  const judged = properties.filter(({ name }) => unit.properties.includes(name))
  const play = () => {
    return replay({ strategy, scenario, choices: task.choices, properties: judged, runner })
  }
  const replayed = play()
  requireSameHistory(`the replay of ${strategy.name}`, replayed.events, play().events)
  return replayed
}

/**
 * Of a shipped strategy it is our bug. A user's module is the one part of a run that nobody has
 * tried before: something in it is far more likely to differ than anything of ours, and only the
 * user can look.
 */
function nondeterministic(
  { strategy }: Task,
  { message }: Nondeterminism,
): Extract<TaskResult<never>, { ok: false }> {
  if (!isStrategyFile(strategy)) return { ok: false, mistake: message, isBug: true }
  return { ok: false, mistake: `${message}\n${ownNondeterminism(strategy)}`, isBug: false }
}

function ownNondeterminism(file: string): string {
  return (
    `Nothing can be said of code that does not repeat itself. Does ${file} keep anything from ` +
    'one run to the next (a variable outside of its function), or draw it from a clock, from ' +
    'chance or from node:crypto? If it does not, this is a bug in ackurate.'
  )
}

/** Does the task; mistakes of the user are an answer, everything else is thrown. */
export async function runTask(task: Task): Promise<TaskResult<TaskAnswers[Task['kind']]>> {
  try {
    return { ok: true, value: await answer(task) }
  } catch (error) {
    if (error instanceof UsageError || error instanceof StrategyFailure) {
      return { ok: false, mistake: error.message, isBug: false }
    }
    if (error instanceof Nondeterminism) return nondeterministic(task, error)
    throw error
  }
}
