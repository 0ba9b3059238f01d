/** Searches breaking sets after a comparison: spreads the requests, names the user's files. */
import type { PropertyName } from '../properties/all.ts'
import { type BreakingEffort, cheapEffort, planBreaking } from '../search/breaking/plan-breaking.ts'
import type { BreakingSets } from '../search/verdicts/breaking-sets.ts'
import type { Comparison } from '../search/verdicts/comparison.ts'
import { mayHang } from './loading/load-strategy.ts'
import type { SearchOptions } from './options/options.ts'
import { startProgress } from './progress.ts'
import { type NamedStrategy, replayWithWord } from './search.ts'
import type { Terminal } from './terminal.ts'
import { runTasks } from './workers/pool.ts'
import type { Task } from './workers/task.ts'

/** What is searched for. */
export interface BreakingSearch {
  readonly strategies: readonly NamedStrategy[]
  /** Of the same options: its cells say what single faults do. */
  readonly comparison: Comparison
  /** Null: what each strategy claims. */
  readonly properties: readonly PropertyName[] | null
  /** Whether only the claim itself is searched, under the faults that it is meant to survive. */
  readonly claimOnly: boolean
  /** Up to how many states small sets are searched exhaustively, too; absent: none is. */
  readonly statesMax?: number
  readonly effort: BreakingEffort
  /** Milliseconds for all of it; null: as long as it takes. */
  readonly timeMs: number | null
}

/** The comparison with its breaking sets; the same whatever `jobs` is. */
export async function withBreakingSets(
  { strategies, comparison, properties, claimOnly, statesMax, effort, timeMs }: BreakingSearch,
  options: SearchOptions,
  folder: string,
  terminal: Terminal,
): Promise<Comparison> {
  const { faults, scenario, settings, seed, schedules, serviceSchedules, jobs } = options
  const words = new Map(strategies.map(({ strategy, word }) => [strategy.name, word]))
  const requests = planBreaking({
    strategies: strategies.map(({ strategy }) => strategy),
    faults,
    properties,
    claimOnly,
    scenario: { ...scenario, settings: { ...scenario.settings, ...settings } },
    settings,
    seed,
    schedules,
    serviceSchedules,
    cells: comparison.cells,
    ...(statesMax === undefined ? {} : { statesMax }),
    effort,
  })
  if (requests.length === 0) return { ...comparison, breakingSets: [] }
  const budgetMs = timeMs === null ? null : (timeMs * jobs) / requests.length
  const tasks = requests.map(
    (request): Extract<Task, { kind: 'breaking' }> => ({
      kind: 'breaking',
      strategy: words.get(request.strategy) ?? request.strategy,
      folder,
      beat: null,
      request,
      budgetMs,
    }),
  )
  const progress = startProgress(
    tasks.length,
    `${tasks.length} searches of faults together`,
    terminal,
  )
  try {
    const results = await runTasks<'breaking'>(tasks, {
      jobs,
      guarded: strategies.some(({ word }) => mayHang(word)),
      apart: true,
      onDone: () => progress.step(),
      onInterrupt: () => progress.stop(),
    })
    const wordOf = (name: string): string => words.get(name) ?? name
    const found = results.flat().map((sets) => withWords(sets, wordOf(sets.strategy)))
    return { ...comparison, breakingSets: found }
  } finally {
    progress.stop()
  }
}

/** What a comparison can afford: whether claims hold under all that they survive, together. */
export async function withClaimsTogether(
  strategies: readonly NamedStrategy[],
  comparison: Comparison,
  options: SearchOptions,
  folder: string,
  terminal: Terminal,
): Promise<Comparison> {
  // A limited time is for the cells; and where few faults are asked for, nothing is together.
  const kinds = options.faults.filter((fault) => fault !== 'none' && !fault.includes('+'))
  if (options.timeMs !== null || kinds.length < 2) return comparison
  const chosen = options.propertiesChosen ? options.properties : null
  const sought = { strategies, comparison, properties: chosen, effort: cheapEffort, timeMs: null }
  return withBreakingSets({ ...sought, claimOnly: true }, options, folder, terminal)
}

function withWords(sets: BreakingSets, word: string): BreakingSets {
  const minimal = sets.minimal.map((set) => {
    const replay = replayWithWord(set.replay, sets.strategy, word)
    const { counterexample } = set
    return { ...set, replay, counterexample: counterexample && { ...counterexample, replay } }
  })
  return { ...sets, minimal }
}
