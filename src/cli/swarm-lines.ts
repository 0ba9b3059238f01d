/** What random search draws for each run of a strategy, in words; runs it twice to know. */
import { runStrategy } from '../kafkajs/runner.ts'
import type { Scenario } from '../model/scenario.ts'
import type { Settings } from '../model/settings.ts'
import { cellScenario } from '../search/planning/plan.ts'
import { probe } from '../search/schedules/probe.ts'
import type { Runner } from '../search/schedules/subject.ts'
import { describeSwarm, swarmRanges } from '../search/schedules/swarm.ts'
import type { FaultSet } from '../search/verdicts/fault-sets.ts'
import type { AnyStrategy } from '../strategies/strategy.ts'

/** The lines, under a heading. */
export function swarmLines(
  strategy: AnyStrategy,
  fault: FaultSet,
  settings: Readonly<Partial<Settings>>,
  base: Scenario,
  runner: Runner = runStrategy,
): readonly string[] {
  const scenario = cellScenario(strategy, fault, settings, base)
  const lines = describeSwarm(swarmRanges(scenario, probe(runner, strategy, scenario)))
  return [`${strategy.name} under ${fault}:`, ...lines.map((line) => `  ${line}`)]
}
