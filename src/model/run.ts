/** Runs one schedule: a storm, then a calm, then the end. */
import type { Choices } from './choices.ts'
import type { Program } from './consumer/api.ts'
import type { Emit } from './history.ts'
import type { Scenario } from './scenario.ts'

/** What the model needs of a strategy (the strategies' own type is wider). */
export interface Runnable {
  readonly name: string
  // biome-ignore lint/suspicious/noExplicitAny: the services are typed in strategies/strategy.ts.
  run(services: any): Program<void>
}

export interface Outcome {
  /** Actions taken. */
  readonly steps: number
  readonly drained: boolean
}

/** A strategy that cannot be run at all: a mistake of its author, told in one line. */
export class StrategyFailure extends Error {
  override readonly name = 'StrategyFailure'
}

/** Runs the strategy in the scenario under the choices; events go to `emit`. */
export function run(
  _strategy: Runnable,
  _scenario: Scenario,
  _choices: Choices,
  _emit: Emit,
): Outcome {
  throw new Error('not built yet')
}
