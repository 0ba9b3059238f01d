/** Explores the units of one strategy and puts what was found as a comparison. */
import { defined } from '../model/assert.ts'
import { unsearched } from '../search/compare.ts'
import type { StateBounds } from '../search/exhaustive/explore-unit.ts'
import { assembleComparison } from '../search/planning/assemble.ts'
import type { Unit, UnitResult } from '../search/planning/plan.ts'
import type { Comparison } from '../search/verdicts/comparison.ts'
import { mayHang } from './loading/load-strategy.ts'
import type { SearchOptions } from './options/options.ts'
import { startProgress } from './progress.ts'
import { headOf, type NamedStrategy, unitsOf, withWord } from './search.ts'
import type { Terminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'
import { isLost, type Lost } from './workers/lost.ts'
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
  const explored = await exploreUnits(units, [named], bounds, options, folder, terminal)
  const results = explored.map((outcome, at): UnitResult => {
    const unit = defined(units[at], 'a search has a unit')
    if (isLost(outcome)) return unsearched(unit, named.strategy, outcome.reason)
    const cells = outcome.cells.map((cell) => withWord(cell, named.word))
    return { cells, statistics: null, sometimes: null }
  })
  const comparison = assembleComparison(headOf([named], options), units, results)
  const elapsedMs = explored.map((outcome) => (isLost(outcome) ? 0 : outcome.elapsedMs))
  return { comparison, elapsedMs }
}

const notInTheModel =
  'runs in the real kafkajs, whose states cannot be copied: "ackurate check" searches it'

/** Explores each unit in its turn: one of each strategy's units after the other. */
export async function exploreUnits(
  units: readonly Unit[],
  strategies: readonly NamedStrategy[],
  bounds: StateBounds,
  { jobs, limits }: SearchOptions,
  folder: string,
  terminal: Terminal,
): Promise<readonly (ExploredUnit | Lost)[]> {
  const words = new Map(strategies.map(({ strategy, word }) => [strategy.name, word]))
  // Each gets its share of the time when it begins.
  const budgetMs = limits.endsAt === null ? null : 0
  const tasks = units.map((unit) => {
    const strategy = words.get(unit.strategy) ?? unit.strategy
    return { kind: 'explore', strategy, folder, beat: null, unit, bounds, budgetMs } as const
  })
  const isOne = strategies.length < 2
  const owners = units.map(({ strategy, fault }) => (isOne ? fault : strategy))
  const work = {
    doing: 'Trying all schedules of a small world',
    noun: isOne ? 'fault' : 'strategy',
    owners,
  }
  const progress = startProgress(work, terminal)
  try {
    return await runTasks<'explore'>(tasks, {
      jobs,
      limits,
      guarded: strategies.some(({ word }) => mayHang(word)),
      // One search may last for hours, and Ctrl-C must not wait for it.
      keepsStates: true,
      onDone: (_, number) => progress.step(number),
    })
  } finally {
    progress.stop()
  }
}
