/** What is searched: a strategy in a scenario, and how its schedules are run and checked. */
import fc from 'fast-check'
import type { Scenario } from '../../model/scenario.ts'
import type { MonitorContext } from '../../properties/property.ts'
import type { AnyStrategy } from '../../strategies/strategy.ts'
import type { Schedule } from './recording.ts'
import type { Runner } from './runner.ts'

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

/**
 * `fc.check` over schedules, except that an exception is not a failed property: a bug of ours or a
 * strategy that cannot be run ends the check and is thrown on.
 */
export function checkSchedules(
  arbitrary: fc.Arbitrary<Schedule>,
  parameters: fc.Parameters<[Schedule]>,
  predicate: (schedule: Schedule) => boolean,
): fc.RunDetails<[Schedule]> {
  let thrown: { readonly error: unknown } | null = null
  const guarded = (schedule: Schedule): boolean => {
    try {
      return predicate(schedule)
    } catch (error) {
      if (!fc.PreconditionFailure.isFailure(error)) thrown = { error }
      throw new fc.PreconditionFailure(true)
    }
  }
  const details = fc.check(fc.property(arbitrary, guarded), parameters)
  if (thrown !== null) throw (thrown as { readonly error: unknown }).error
  return details
}
