/** The strategies and scenarios in which the cells of the reference are broken. */
import { runStrategy } from '../../kafkajs/runner.ts'
import { defaultScenario } from '../../model/scenario.ts'
import { cellScenario } from '../../search/planning/plan.ts'
import { createSubject, type Subject } from '../../search/schedules/subject.ts'
import { strategies } from '../../strategies/all.ts'
import type { AnyStrategy } from '../../strategies/strategy.ts'
import type { KnownBroken } from './reference.ts'

/** Programs run in the model, services are the real kafkajs. */
export type Platform = 'programs' | 'services'

/** What the path of a cell is played in. */
export function subjectOf([name, fault, policy, , , own]: KnownBroken): Subject {
  const strategy = strategyNamed(name)
  const settings = { 'auto.offset.reset': policy }
  const scenario = cellScenario(strategy, fault, settings, { ...defaultScenario, ...own })
  return createSubject(strategy, scenario, runStrategy)
}

/** The shipped strategy of that name. */
export function strategyNamed(name: string): AnyStrategy {
  const shipped = strategies.find(({ strategy }) => strategy.name === name)
  if (shipped === undefined) throw new Error(`no strategy ${name}`)
  return shipped.strategy
}

/** Which of the two it is. */
export function platformOf(strategy: AnyStrategy): Platform {
  return 'service' in strategy ? 'services' : 'programs'
}
