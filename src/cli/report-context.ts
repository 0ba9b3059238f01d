/** The words that reports take from properties and strategies. */

import { properties } from '../properties/all.ts'
import type { ReportContext } from '../report/tables/summary.ts'
import { interruption } from './interrupt.ts'
import { isStrategyFile, type LoadedStrategy } from './loading/load-strategy.ts'
import type { SearchOptions } from './options/options.ts'
import { drawnFault, type NamedStrategy } from './search.ts'
import { swarmLines } from './swarm-lines.ts'
import { lastOf } from './workers/limits.ts'
import { isLost } from './workers/lost.ts'
import { runTasks } from './workers/pool.ts'

/** The first strategy and fault, which stand for all in what is said of random search. */
function firstOf([first]: readonly LoadedStrategy[], options: SearchOptions) {
  if (first === undefined) return null
  const { settings, scenario } = options
  const fault = drawnFault(options)
  return { strategy: first.strategy, fault, settings, scenario }
}

/** What random search draws for each run, as it is for the first strategy and fault. */
function swarmOf(strategies: readonly LoadedStrategy[], options: SearchOptions): readonly string[] {
  const first = firstOf(strategies, options)
  if (first === null) return []
  return swarmLines(first.strategy, first.fault, first.settings, first.scenario)
}

/** The same; a user's code runs where it can be ended, and where it is nothing is said. */
async function guardedSwarm(
  strategies: readonly NamedStrategy[],
  options: SearchOptions,
  folder: string,
): Promise<readonly string[]> {
  const first = firstOf(strategies, options)
  const { word = '', drawn } = strategies[0] ?? {}
  if (first === null || !isStrategyFile(word)) return swarmOf(strategies, options)
  if (drawn?.fault === first.fault) return drawn.lines
  if (interruption() !== null) return []
  const { seed, limits } = options
  const { fault, settings, scenario } = first
  const unit = { strategy: first.strategy.name, fault, settings, scenario, seed }
  const task = { kind: 'describe', strategy: word, folder, beat: null } as const
  const [outcome] = await runTasks<'describe'>(
    [{ ...task, unit: { ...unit, properties: [], schedules: 1 } }],
    { jobs: 1, guarded: true, limits: lastOf(limits, patienceMs, leastMs) },
  )
  return outcome === undefined || isLost(outcome) ? [] : outcome
}

/** Two runs with nothing going wrong take less, and nobody waits longer for these lines. */
const patienceMs = 5000
/** Whoever set a limit waits even less for them when it has passed. */
const leastMs = 300

/** Gathers the words of strategies that were asked for by these words. */
export async function contextOf(
  strategies: readonly NamedStrategy[],
  options: SearchOptions,
  folder: string,
): Promise<ReportContext> {
  return contextWith(await guardedSwarm(strategies, options, folder), strategies)
}

/** Gathers them, of strategies that ship. */
export function reportContext(
  strategies: readonly LoadedStrategy[],
  options: SearchOptions,
): ReportContext {
  return contextWith(swarmOf(strategies, options), strategies)
}

function contextWith(
  swarm: readonly string[],
  strategies: readonly LoadedStrategy[],
): ReportContext {
  return {
    swarm,
    statements: new Map(properties.map(({ name, statement }) => [name, statement])),
    headings: new Map(properties.map(({ name, heading }) => [name, heading])),
    catches: new Map(
      strategies.flatMap(({ strategy: { name, caughtBy } }) =>
        caughtBy === undefined ? [] : [[name, caughtBy] as const],
      ),
    ),
    summaries: new Map(
      strategies.map(({ strategy: { name, summary } }) => [name, summary ?? ''] as const),
    ),
  }
}
