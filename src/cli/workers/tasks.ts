/** Does the work of a worker thread. */
import { runStrategy } from '../../kafkajs/runner.ts'
import type { Choices } from '../../model/choices.ts'
import { StrategyFailure } from '../../model/instance/ops.ts'
import { seeLinesFrom } from '../../model/telling-lines.ts'
import { ours } from '../../ours.ts'
import { playStory } from '../../player/play-story.ts'
import { properties } from '../../properties/all.ts'
import { trimCounterexample } from '../../report/tables/trim.ts'
import { searchBreakingSets } from '../../search/breaking/search-breaking-sets.ts'
import { concludeUnit, exploreUnitRange, searchUnit } from '../../search/compare.ts'
import { exploreUnit } from '../../search/exhaustive/explore-unit.ts'
import { cellScenario } from '../../search/planning/plan.ts'
import type { Pressure } from '../../search/random/pressure.ts'
import { Nondeterminism, requireSameHistory } from '../../search/replay/determinism.ts'
import { replay } from '../../search/replay/replay.ts'
import type { Runner } from '../../search/schedules/subject.ts'
import type { BreakingSets } from '../../search/verdicts/breaking-sets.ts'
import type { Cell } from '../../search/verdicts/verdict.ts'
import { readConfig } from '../config/read-config.ts'
import { narrowedCell } from '../hunt/narrowed-cell.ts'
import { toldError } from '../late-error.ts'
import { changedGlobal, restoreGlobals } from '../loading/globals.ts'
import {
  isStrategyFile,
  type LoadedStrategy,
  loadStrategy,
  mayHang,
} from '../loading/load-strategy.ts'
import { plainStrategy } from '../loading/plain-strategy.ts'
import { probe } from '../loading/probe.ts'
import { swarmLines } from '../swarm-lines.ts'
import { UsageError } from '../usage-error.ts'
import { beatOnce, beginSchedule, beginTask, recorded, stopReason } from './beat.ts'
import { stopText } from './lost.ts'
import { measureRuns } from './measure-task.ts'
import type { Task, TaskAnswers, TaskResult } from './task.ts'

type AnyResult = TaskResult<TaskAnswers[Task['kind']]>
type Failure = Extract<TaskResult<never>, { ok: false }>

const loaded = new Map<string, LoadedStrategy>()

async function strategyOf(task: Task): Promise<LoadedStrategy> {
  const key = `${task.folder}\n${task.strategy}`
  const known = loaded.get(key)
  if (known !== undefined) return known
  const found = await loadStrategy(task.strategy, task.folder)
  loaded.set(key, found)
  return found
}

/** Shows each run, and of code that is not ours each step, for it may hang in any of them. */
function runnerOf({ beat, strategy: word }: Task): Runner {
  if (beat === null) return runStrategy
  if (mayHang(word)) {
    return (strategy, scenario, choices, emit, meter) => {
      const play = (shown: Choices) => runStrategy(strategy, scenario, shown, emit, meter)
      return recorded(beat, choices, play)
    }
  }
  return (strategy, scenario, choices, emit, meter) => {
    beatOnce(beat)
    return runStrategy(strategy, scenario, choices, emit, meter)
  }
}

function beatOf({ beat }: Task): () => void {
  return () => {
    if (beat !== null) beatOnce(beat)
  }
}

/** When exploring is to end early, and why; and when shrinking is. */
function pressureOf(task: Task): Pressure {
  const { beat } = task
  const again = 'again' in task ? task.again : undefined
  const end = performance.now() + (('budgetMs' in task ? task.budgetMs : null) ?? Infinity)
  const why = () => (beat === null ? null : stopReason(beat.stop))
  return {
    deadline: () => why() !== null || performance.now() >= end,
    hurry: () => again?.hasty === true || why() !== null,
    endedBy: () => stopText(why() ?? 'time'),
    onSchedule: (number) => {
      if (beat !== null) beginSchedule(beat, number)
    },
    ...(again === undefined ? {} : { cut: again }),
  }
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
  if (task.beat !== null) beginTask(task.beat)
  seeLinesFrom(task.folder)
  if (task.kind === 'config') return await readConfig(task.path, task.strategy, task.folder)
  const { strategy } = await strategyOf(task)
  const pressure = pressureOf(task)
  const { deadline } = pressure
  if (task.kind === 'measure') return measureRuns(strategy, task.request, beatOf(task), deadline)
  const runner = runnerOf(task)
  if (task.kind === 'breaking') {
    const sets = searchBreakingSets(task.request, strategy, runner, deadline, beatOf(task))
    return sets.map(trimmedSets)
  }
  const { unit } = task
  if (task.kind === 'describe') {
    return swarmLines(strategy, unit.fault, unit.settings, unit.scenario, runner)
  }
  if (task.kind === 'search') {
    const found = trimmed(searchUnit(unit, strategy, runner, pressure))
    if (task.narrows !== true || task.again?.hasty === true) return found
    const cells = found.cells.map((cell) => narrowedCell(unit, cell, strategy, runner))
    return { ...found, cells }
  }
  if (task.kind === 'range') {
    return exploreUnitRange(unit, task.range, strategy, runner, pressure)
  }
  if (task.kind === 'conclude') {
    return trimmed(concludeUnit(unit, task.results, strategy, runner, pressure))
  }
  if (task.kind === 'explore') {
    const start = performance.now()
    const explored = exploredOrNone(task, () =>
      exploreUnit(unit, strategy, runner, task.bounds, deadline, beatOf(task)),
    )
    return { ...trimmed({ cells: explored }), elapsedMs: performance.now() - start }
  }
  const scenario = cellScenario(strategy, unit.fault, unit.settings, unit.scenario)
  if (task.kind === 'probe') {
    probe(strategy, scenario, runner, task.folder)
    const { settings, scenario: base } = unit
    const drawn = swarmLines(strategy, task.describes, settings, base, runner)
    return { plain: plainStrategy(strategy), drawn }
  }
  if (task.kind === 'story') return { told: playStory(task, unit, strategy, runner) }
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
function nondeterministic({ strategy }: Task, { message }: Nondeterminism): Failure {
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
export async function runTask(task: Task): Promise<AnyResult> {
  try {
    const value = await answer(task)
    return forgiven(task, changedWhile(task) ?? { ok: true, value })
  } catch (error) {
    return forgiven(task, changedWhile(task) ?? failureOf(task, error))
  }
}

/** A file may do no more what it did when its story was found: then there is none. */
function forgiven(task: Task, result: AnyResult): AnyResult {
  const isMistake = !result.ok && !result.isBug
  return task.kind === 'story' && isMistake ? { ok: true, value: { told: null } } : result
}

/** A user's code that has changed what it shares with ours has broken whatever was found. */
function changedWhile({ strategy }: Task): Failure | null {
  const changed = isStrategyFile(strategy) ? restoreGlobals() : null
  if (changed === null) return null
  return { ok: false, mistake: changedGlobal(strategy, changed), isBug: false }
}

function failureOf(task: Task, error: unknown): Failure {
  const { strategy } = task
  if (isOurKind(error)) {
    if (error instanceof Nondeterminism) return nondeterministic(task, error)
    return { ok: false, mistake: error.message, isBug: false }
  }
  if (isStrategyFile(strategy)) {
    const { told, isOurs } = toldError(error, ours)
    if (!isOurs) return { ok: false, mistake: `${strategy} throws: ${told}`, isBug: false }
  }
  throw error
}

/** What was thrown may be a proxy that even this question makes throw. */
function isOurKind(error: unknown): error is UsageError | StrategyFailure | Nondeterminism {
  try {
    return (
      error instanceof UsageError ||
      error instanceof StrategyFailure ||
      error instanceof Nondeterminism
    )
  } catch {
    return false
  }
}
