/** The words that reports take from properties and strategies. */

import { runStrategy } from '../kafkajs/runner.ts'
import { properties } from '../properties/all.ts'
import type { ReportContext } from '../report/tables/summary.ts'
import { cellScenario } from '../search/planning/plan.ts'
import { probe } from '../search/schedules/probe.ts'
import { describeSwarm, swarmRanges } from '../search/schedules/swarm.ts'
import type { LoadedStrategy } from './loading/load-strategy.ts'
import type { SearchOptions } from './options/options.ts'

/** What random search draws for each run, as it is for the first strategy and fault. */
function swarmOf(
  [first]: readonly LoadedStrategy[],
  { faults, settings, scenario }: SearchOptions,
): readonly string[] {
  const fault = faults.find((name) => name !== 'none') ?? 'none'
  if (first === undefined) return []
  const { strategy } = first
  const one = cellScenario(strategy, fault, settings, scenario)
  const lines = describeSwarm(swarmRanges(one, probe(runStrategy, strategy, one)))
  return [`${strategy.name} under ${fault}:`, ...lines.map((line) => `  ${line}`)]
}

/** Gathers them. */
export function reportContext(
  strategies: readonly LoadedStrategy[],
  options: SearchOptions,
): ReportContext {
  return {
    swarm: swarmOf(strategies, options),
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
