/** Searches breaking sets after a comparison: spreads the requests, names the user's files. */
import { defined } from '../model/assert.ts'
import type { PropertyName } from '../properties/all.ts'
import { type BreakingEffort, cheapEffort, planBreaking } from '../search/breaking/plan-breaking.ts'
import type { BreakingRequest } from '../search/breaking/request.ts'
import type { BreakingSets } from '../search/verdicts/breaking-sets.ts'
import { isClaimed } from '../search/verdicts/claims.ts'
import type { Comparison } from '../search/verdicts/comparison.ts'
import { faultSetOf } from '../search/verdicts/fault-sets.ts'
import { interruption } from './interrupt.ts'
import { mayHang } from './loading/load-strategy.ts'
import type { SearchOptions } from './options/options.ts'
import { startProgress } from './progress.ts'
import { replayWithWord } from './replay-word.ts'
import type { NamedStrategy } from './search.ts'
import type { Terminal } from './terminal.ts'
import { isLost } from './workers/lost.ts'
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
}

/** The comparison with its breaking sets; the same whatever `jobs` is. */
export async function withBreakingSets(
  { strategies, comparison, properties, claimOnly, statesMax, effort }: BreakingSearch,
  options: SearchOptions,
  folder: string,
  terminal: Terminal,
): Promise<Comparison> {
  const { faults, scenario, settings, seed, schedules, serviceSchedules, jobs, limits } = options
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
  // Each gets its share of the time when it begins.
  const budgetMs = limits.endsAt === null ? null : 0
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
  const owners = requests.map(({ strategy }) => strategy)
  const work = { doing: 'Putting faults together', noun: 'strategy', owners }
  const progress = startProgress(work, terminal)
  try {
    const results = await runTasks<'breaking'>(tasks, {
      jobs,
      limits,
      guarded: strategies.some(({ word }) => mayHang(word)),
      keepsStates: true,
      onDone: (_, number) => progress.step(number),
    })
    const wordOf = (name: string): string => words.get(name) ?? name
    const sets = results.flatMap((outcome, at) =>
      isLost(outcome) ? undecidedSets(defined(requests[at], 'a request'), strategies) : outcome,
    )
    const found = sets.map((one) => withWords(one, wordOf(one.strategy)))
    return { ...comparison, breakingSets: found }
  } finally {
    progress.stop()
  }
}

/** Of sets that hung or were stopped nothing is known, so that a claim of theirs is undecided. */
function undecidedSets(
  { strategy, property, faults, scenario, settings }: BreakingRequest,
  strategies: readonly NamedStrategy[],
): readonly BreakingSets[] {
  const named = strategies.find((one) => one.strategy.name === strategy)
  if (named === undefined) return []
  return settings.slice(0, 1).map((own) => ({
    ...{ strategy, property, settings: own, faults: faultSetOf(faults) },
    claimed: isClaimed(named.strategy, property, 'none', own),
    ...{ faultsMax: scenario.faultsMax, minimal: [], surviving: [], complete: false },
    lost: true,
  }))
}

/** A limited time is for the cells; and where few faults are asked for, nothing is together. */
export function affordsTogether({ faults, timeMs, quick }: SearchOptions): boolean {
  const kinds = faults.filter((fault) => fault !== 'none' && !fault.includes('+'))
  return quick !== true && timeMs === null && kinds.length >= 2
}

/** What a comparison can afford: whether claims hold under all that they survive, together. */
export async function withClaimsTogether(
  strategies: readonly NamedStrategy[],
  comparison: Comparison,
  options: SearchOptions,
  folder: string,
  terminal: Terminal,
): Promise<Comparison> {
  if (!affordsTogether(options) || interruption() !== null) return comparison
  const chosen = options.propertiesChosen ? options.properties : null
  const sought = { strategies, comparison, properties: chosen, effort: cheapEffort }
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
