/** What a search needs of whatever runs schedules: the model's `run`, or a toy in a test. */
import type { Choices } from '../../model/choices.ts'
import type { Emit } from '../../model/history.ts'
import type { Meter } from '../../model/meter/meter.ts'
import type { Outcome } from '../../model/run/run.ts'
import type { Scenario } from '../../model/scenario.ts'
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
