/** Explores the units of one strategy and puts what was found as a comparison. */
import type { StateBounds } from '../search/exhaustive/explore-unit.ts'
import { assembleComparison } from '../search/planning/assemble.ts'
import type { Unit } from '../search/planning/plan.ts'
import type { Comparison } from '../search/verdicts/comparison.ts'
import { mayHang } from './loading/load-strategy.ts'
import type { SearchOptions } from './options/options.ts'
import { startProgress } from './progress.ts'
import { headOf, type NamedStrategy, unitsOf, withWord } from './search.ts'
import type { Terminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'
import { runTasks } from './workers/pool.ts'
import type { ExploredUnit } from './workers/task.ts'

/** What was found, and how long each fault set took, which no file mentions. */
export interface Explored {
  readonly comparison: Comparison
  readonly elapsedMs: readonly number[]
}

/** Explores; the same options give the same comparison unless the time is up. */
export async function explorePlan(
  named: NamedStrategy,
  options: SearchOptions,
  bounds: StateBounds,
  folder: string,
  terminal: Terminal,
): Promise<Explored> {
  if ('service' in named.strategy) {
    throw new UsageError(`${named.word} ${notInTheModel}`)
  }
  const units = unitsOf([named], options)
  const share = options.timeMs === null ? null : (options.timeMs * options.jobs) / units.length
  // More threads than units do not make a unit faster: no unit gets more than the whole time.
  const budgetMs = share === null ? null : Math.min(share, options.timeMs ?? share)
  const words = new Map([[named.strategy.name, named.word]])
  const explored = await exploreUnits(units, words, { bounds, budgetMs }, options, folder, terminal)
  const results = explored.map(({ cells }) => ({
    cells: cells.map((cell) => withWord(cell, named.word)),
    statistics: null,
    sometimes: null,
  }))
  const comparison = assembleComparison(headOf([named], options), units, results)
  return { comparison, elapsedMs: explored.map(({ elapsedMs }) => elapsedMs) }
}

const notInTheModel =
  'runs in the real kafkajs, whose states cannot be copied: "ackurate check" searches it'

/** What holds for each unit: bounds on its states, and its share of the time or null. */
export interface UnitLimits {
  readonly bounds: StateBounds
  readonly budgetMs: number | null
}

/** Explores each unit in its turn; `words` has the user's word for each strategy's name. */
export async function exploreUnits(
  units: readonly Unit[],
  words: ReadonlyMap<string, string>,
  { bounds, budgetMs }: UnitLimits,
  { jobs }: SearchOptions,
  folder: string,
  terminal: Terminal,
): Promise<readonly ExploredUnit[]> {
  const tasks = units.map((unit) => {
    const strategy = words.get(unit.strategy) ?? unit.strategy
    return { kind: 'explore', strategy, folder, beat: null, unit, bounds, budgetMs } as const
  })
  const progress = startProgress(units.length, `${units.length} exhaustive searches`, terminal)
  try {
    return await runTasks<'explore'>(tasks, {
      jobs,
      guarded: units.some(({ strategy }) => mayHang(words.get(strategy) ?? strategy)),
      // One search may last for hours, and Ctrl-C must not wait for it.
      apart: true,
      onDone: () => progress.step(),
      onInterrupt: () => progress.stop(),
    })
  } finally {
    progress.stop()
  }
}
