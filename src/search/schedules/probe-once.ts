/**
 * Probes a service once for all faults: what may fail changes nothing of a run in which nothing
 * fails, and eight runs for each fault were a fifteenth of what a service costs. A program is
 * probed under each: that costs a hundredth, and Spring's containers show others under `shutdown`.
 */
import type { Scenario } from '../../model/scenario.ts'
import type { AnyStrategy } from '../../strategies/strategy.ts'
import { type ProbedAll, probe } from './probe.ts'
import type { Runner } from './subject.ts'

const known = new WeakMap<AnyStrategy, Map<string, ProbedAll>>()

/** What probing shows; of a service, whatever the faults. */
export function probeOnce(runner: Runner, strategy: AnyStrategy, scenario: Scenario): ProbedAll {
  if (!('service' in strategy)) return probe(runner, strategy, scenario)
  const calm = { ...scenario, budgets: {} }
  const ofStrategy = known.get(strategy) ?? new Map<string, ProbedAll>()
  known.set(strategy, ofStrategy)
  const key = JSON.stringify(calm)
  const probed = ofStrategy.get(key) ?? probe(runner, strategy, calm)
  ofStrategy.set(key, probed)
  return probed
}
