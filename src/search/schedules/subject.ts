/** What is searched: a strategy in a scenario, and whatever runs its schedules. */
import type { Choices } from '../../model/choices.ts'
import type { Emit } from '../../model/history.ts'
import type { Meter } from '../../model/meter/meter.ts'
import type { Outcome } from '../../model/run/run.ts'
import type { Scenario } from '../../model/scenario.ts'
import type { MonitorContext } from '../../properties/frame/context.ts'
import type { AnyStrategy } from '../../strategies/strategy.ts'

/**
 * Runs one schedule to its end; the same choices must give the same events. `meter` counts what
 * the history is silent of, where the runner can.
 */
export type Runner = (
  strategy: AnyStrategy,
  scenario: Scenario,
  choices: Choices,
  emit: Emit,
  meter?: Meter,
) => Outcome

/** The same for exploring, shrinking and replaying. */
export interface Subject {
  readonly strategy: AnyStrategy
  readonly scenario: Scenario
  readonly context: MonitorContext
  readonly runner: Runner
  /** Whether the time is up; the only way in which time can enter a search. */
  readonly deadline: () => boolean
}

/** A subject; the deadline never comes unless one is given. */
export function createSubject(
  strategy: AnyStrategy,
  scenario: Scenario,
  runner: Runner,
  deadline: () => boolean = () => false,
): Subject {
  const reprocessingMax = strategy.reprocessingMax?.(scenario.settings) ?? null
  return { strategy, scenario, context: { reprocessingMax }, runner, deadline }
}
