/** What the model needs of a strategy; the strategies' own type is wider. */
import type { Program } from './ops.ts'

export interface Runnable {
  readonly name: string
  /** The most instances that run at once in production; absent: any number. */
  readonly membersMax?: number
  // biome-ignore lint/suspicious/noExplicitAny: the services are typed in strategies/strategy.ts.
  run(services: any): Program<void>
}

/** A strategy that cannot be run at all: a mistake of its author, told in one line. */
export class StrategyFailure extends Error {
  override readonly name = 'StrategyFailure'
}
