/** Searches strategies: plans the units, spreads them, puts the comparison together. */
import { defined } from '../model/assert.ts'
import { defaultSettings } from '../model/settings.ts'
import { assembleComparison } from '../search/planning/assemble.ts'
import { planCells, type Unit, type UnitResult } from '../search/planning/plan.ts'
import { type SearchTask, searchTasks } from '../search/planning/search-tasks.ts'
import { unitTogether, withTogether } from '../search/planning/together.ts'
import type { Comparison } from '../search/verdicts/comparison.ts'
import type { FaultSet } from '../search/verdicts/fault-sets.ts'
import type { Cell } from '../search/verdicts/verdict.ts'
import { isStrategyFile, type LoadedStrategy, loadStrategy } from './loading/load-strategy.ts'
import { standIn } from './loading/plain-strategy.ts'
import type { SearchOptions } from './options/options.ts'
import { replayWithWord } from './replay-word.ts'
import type { Terminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'
import { version } from './version.ts'
import { requireAnswer, runTasks } from './workers/pool.ts'
import { runUnits, type SearchTaskOptions } from './workers/search-tasks.ts'

/** A strategy and the word by which the user asked for it. */
export interface NamedStrategy extends LoadedStrategy {
  readonly word: string
  /** Of a file: what random search draws for its runs under that fault set, in words. */
  readonly drawn?: { readonly fault: FaultSet; readonly lines: readonly string[] }
}

/** The fault set that stands for all in what is said of random search. */
export function drawnFault({ faults }: Pick<SearchOptions, 'faults'>): FaultSet {
  return faults.find((name) => name !== 'none') ?? 'none'
}

/** The units of these strategies, in the order of the report. */
export function unitsOf(
  strategies: readonly LoadedStrategy[],
  options: SearchOptions,
): readonly Unit[] {
  const { faults, properties, scenario, settings, seed } = options
  const { schedules, serviceSchedules, quick = false } = options
  return planCells({
    strategies: strategies.map(({ strategy }) => strategy),
    faults,
    properties,
    scenario: { ...scenario, settings: { ...scenario.settings, ...settings } },
    settings,
    seed,
    schedules,
    serviceSchedules,
    quick,
  })
}

/** The strategy; of a user's file what a worker has found in it, for its code may hang. */
export async function namedStrategy(
  word: string,
  folder: string,
  options: SearchOptions,
): Promise<NamedStrategy> {
  if (!isStrategyFile(word)) return { ...(await loadStrategy(word, folder)), word }
  const { scenario, limits } = options
  const quiet = { properties: [], scenario, seed: options.seed, schedules: 1 }
  const unit = { strategy: word, fault: 'none', settings: options.settings, ...quiet }
  const describes = drawnFault(options)
  const probe = { kind: 'probe', strategy: word, folder, beat: null, unit, describes } as const
  const [outcome] = await runTasks<'probe'>([probe], { jobs: 1, guarded: true, limits })
  const { plain, drawn } = requireAnswer(outcome)
  return {
    ...{ strategy: standIn(plain), family: 'user', faulty: false, word },
    drawn: { fault: describes, lines: drawn },
  }
}

/** The cell with the replay line that names the file. */
export function withWord(cell: Cell, word: string): Cell {
  if (cell.counterexample === null || cell.strategy === word) return cell
  const replay = replayWithWord(cell.counterexample.replay, cell.strategy, word)
  return { ...cell, counterexample: { ...cell.counterexample, replay } }
}

/** Throws a UsageError for strategies that reports could not distinguish. */
export function requireDistinct(strategies: readonly NamedStrategy[]): void {
  const names = strategies.map(({ strategy }) => strategy.name)
  const twice = names.find((name, at) => names.indexOf(name) !== at)
  if (twice !== undefined) throw new UsageError(`two strategies have the name ${twice}`)
}

/** What is to be searched, in the tasks that workers and machines share. */
export interface PlannedSearch {
  readonly strategies: readonly NamedStrategy[]
  readonly options: SearchOptions
  readonly tasks: readonly SearchTask[]
  /** What the tasks have in common; holds the units. */
  readonly taskOptions: SearchTaskOptions
}

/**
 * Plans a search; throws a UsageError for strategies that cannot be distinguished. `drawnAs`: they
 * get the schedules of the strategy of that name.
 */
export function planSearch(
  strategies: readonly NamedStrategy[],
  options: SearchOptions,
  folder: string,
  drawnAs?: string,
): PlannedSearch {
  requireDistinct(strategies)
  const named = new Map(strategies.map((one) => [one.strategy.name, one]))
  const own = unitsOf(strategies, options)
  const alike = drawnAs === undefined ? own : own.map((unit) => ({ ...unit, drawnAs }))
  const units = [...alike, ...unitsTogether(strategies, alike, options)]
  const { timeMs, jobs, limits } = options
  // Where time counts, no unit is cut into more ranges than there are workers that would idle.
  const rangesMax = timeMs === null ? null : Math.max(1, Math.floor(jobs / units.length))
  const strategyOf = (name: string) => defined(named.get(name), `strategy ${name}`).strategy
  const tasks = searchTasks(units, strategyOf, rangesMax)
  const wordOf = (name: string) => named.get(name)?.word ?? name
  const taskOptions = { units, strategyOf, wordOf, folder, jobs, limits }
  return { strategies, options, tasks, taskOptions }
}

/** Those of several kinds at once, after all others. */
function unitsTogether(
  strategies: readonly LoadedStrategy[],
  units: readonly Unit[],
  { together, settings }: SearchOptions,
): readonly Unit[] {
  if (together !== true) return []
  return strategies.flatMap(({ strategy }) => {
    const own = units.filter((unit) => unit.strategy === strategy.name)
    return unitTogether(strategy, own, settings) ?? []
  })
}

/** The comparison that the units' results are. */
export function comparisonOf(
  { strategies, options, taskOptions: { units, wordOf } }: PlannedSearch,
  results: readonly UnitResult[],
): Comparison {
  const isSingle = (at: number): boolean => units[at]?.together !== true
  const single = results.filter((_, at) => isSingle(at))
  const head = headOf(strategies, options)
  const singles = units.filter((_, at) => isSingle(at))
  const comparison = units.reduce(
    (whole, unit, at) => {
      const result = results[at]
      return isSingle(at) || result === undefined ? whole : withTogether(whole, unit, result)
    },
    assembleComparison(head, singles, single),
  )
  const cells = comparison.cells.map((cell) => withWord(cell, wordOf(cell.strategy)))
  return { ...comparison, cells }
}

/** Searches all units of the strategies; same options, same comparison, whatever `jobs` is. */
export async function search(
  strategies: readonly NamedStrategy[],
  options: SearchOptions,
  folder: string,
  terminal: Terminal,
): Promise<Comparison> {
  const planned = planSearch(strategies, options, folder)
  return comparisonOf(planned, await runUnits(planned.tasks, planned.taskOptions, terminal))
}

/** What a comparison says of itself. */
export function headOf(strategies: readonly NamedStrategy[], options: SearchOptions) {
  return {
    version: version(),
    seed: options.seed,
    scenario: {
      ...options.scenario,
      settings: { ...defaultSettings, ...options.settings },
    },
    strategies: strategies.map(({ strategy: { name, claims }, family, faulty, word }) => ({
      name,
      family,
      claims,
      faulty,
      ...(family === 'user' ? { file: word } : {}),
    })),
  }
}
