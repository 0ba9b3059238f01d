/** The cells that benchmarks run: a strategy under a fault set, in the default scenario. */
import { runStrategy } from '../kafkajs/runner.ts'
import { defaultScenario } from '../model/scenario.ts'
import { properties } from '../properties/all.ts'
import { cellScenario } from '../search/planning/plan.ts'
import { explore } from '../search/random/exploration.ts'
import { probe } from '../search/schedules/probe.ts'
import { createSubject, type Subject } from '../search/schedules/subject.ts'
import { type SwarmRanges, swarmRanges } from '../search/schedules/swarm.ts'
import { strategies } from '../strategies/all.ts'

/** A cell made ready to be explored. */
export interface BenchCell {
  readonly subject: Subject
  readonly ranges: SwarmRanges
}

/** Prepares a cell; throws if no strategy has the name. */
export function benchCell(name: string, fault: string): BenchCell {
  const shipped = strategies.find(({ strategy }) => strategy.name === name)
  if (shipped === undefined) throw new Error(`no strategy ${name}`)
  const { strategy } = shipped
  const scenario = cellScenario(strategy, fault, {}, defaultScenario)
  const subject = createSubject(strategy, scenario, runStrategy)
  return { subject, ranges: swarmRanges(scenario, probe(runStrategy, strategy, scenario)) }
}

/** Explores a cell, judging all properties in every run. */
export function exploreCell({ subject, ranges }: BenchCell, seed: number, schedules: number) {
  return explore(subject, ranges, seed, schedules, properties, [])
}
