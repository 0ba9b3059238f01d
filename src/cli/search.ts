/** Searches strategies: plans the units, spreads them, puts the comparison together. */
import { defaultSettings } from '../model/settings.ts'
import { assembleComparison } from '../search/assemble.ts'
import { planCells, type Unit } from '../search/plan.ts'
import type { Cell, Comparison } from '../search/verdict.ts'
import { isStrategyFile, type LoadedStrategy, loadStrategy } from './load-strategy.ts'
import type { SearchOptions } from './options.ts'
import { runTasks } from './pool.ts'
import { startProgress } from './progress.ts'
import type { Task } from './tasks.ts'
import type { Terminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'
import { version } from './version.ts'

/** A strategy and the word by which the user asked for it. */
export interface NamedStrategy extends LoadedStrategy {
  readonly word: string
}

const unwatched = { onDone: () => {}, onInterrupt: () => {} } as const

/** The units of these strategies, in the order of the report. */
export function unitsOf(
  strategies: readonly LoadedStrategy[],
  options: SearchOptions,
): readonly Unit[] {
  const { faults, properties, scenario, settings, seed, schedules } = options
  return planCells({
    strategies: strategies.map(({ strategy }) => strategy),
    faults,
    properties,
    scenario: { ...scenario, settings: { ...scenario.settings, ...settings } },
    settings,
    seed,
    schedules,
  })
}

/** Loads the strategy here; a user's file only after a worker has tried it, for it may hang. */
export async function namedStrategy(
  word: string,
  folder: string,
  options: SearchOptions,
): Promise<NamedStrategy> {
  if (!isStrategyFile(word)) return { ...(await loadStrategy(word, folder)), word }
  const { scenario } = options
  const quiet = { properties: [], scenario, seed: options.seed, schedules: 1 }
  const unit = { strategy: word, fault: 'none', settings: options.settings, ...quiet }
  const probe = { kind: 'probe', strategy: word, folder, beat: null, unit } as const
  await runTasks<'probe'>([probe], { jobs: 1, guarded: true, ...unwatched })
  return { ...(await loadStrategy(word, folder)), word }
}

/** The replay line must name the file, not the name that the strategy has inside it. */
export function replayWithWord(replay: string, name: string, word: string): string {
  const shellWord = /^[\w@%+=:,./#-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`
  return replay.replace(`ackurate replay ${name} `, () => `ackurate replay ${shellWord} `)
}

/** The cell with the replay line that names the file. */
export function withWord(cell: Cell, word: string): Cell {
  if (cell.counterexample === null || cell.strategy === word) return cell
  const replay = replayWithWord(cell.counterexample.replay, cell.strategy, word)
  return { ...cell, counterexample: { ...cell.counterexample, replay } }
}

function requireDistinct(strategies: readonly NamedStrategy[]): void {
  const names = strategies.map(({ strategy }) => strategy.name)
  const twice = names.find((name, at) => names.indexOf(name) !== at)
  if (twice !== undefined) throw new UsageError(`two strategies have the name ${twice}`)
}

/** Searches all units of the strategies; same options, same comparison, whatever `jobs` is. */
export async function search(
  strategies: readonly NamedStrategy[],
  options: SearchOptions,
  folder: string,
  terminal: Terminal,
): Promise<Comparison> {
  requireDistinct(strategies)
  const words = new Map(strategies.map(({ strategy, word }) => [strategy.name, word]))
  const wordOf = (name: string): string => words.get(name) ?? name
  const units = unitsOf(strategies, options)
  // Every unit gets the same share of the time, so that none is left to the end with nothing.
  const share = options.timeMs === null ? null : (options.timeMs * options.jobs) / units.length
  const tasks = units.map(
    (unit): Extract<Task, { kind: 'search' }> => ({
      kind: 'search',
      strategy: wordOf(unit.strategy),
      folder,
      beat: null,
      unit,
      budgetMs: share,
    }),
  )
  const progress = startProgress(units.length, `${units.length} searches`, terminal)
  try {
    const results = await runTasks<'search'>(tasks, {
      jobs: options.jobs,
      guarded: strategies.some(({ word }) => isStrategyFile(word)),
      onDone: () => progress.step(),
      onInterrupt: () => progress.stop(),
    })
    const head = headOf(strategies, options)
    const comparison = assembleComparison(head, units, results)
    const cells = comparison.cells.map((cell) => withWord(cell, wordOf(cell.strategy)))
    return { ...comparison, cells }
  } finally {
    progress.stop()
  }
}

/** What a comparison says of itself. */
export function headOf(strategies: readonly LoadedStrategy[], options: SearchOptions) {
  return {
    version: version(),
    seed: options.seed,
    scenario: {
      ...options.scenario,
      settings: { ...defaultSettings, ...options.settings },
    },
    strategies: strategies.map(({ strategy: { name, claims }, family, faulty }) => ({
      name,
      family,
      claims,
      faulty,
    })),
  }
}
