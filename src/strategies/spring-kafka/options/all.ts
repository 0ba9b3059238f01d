/**
 * The options of a container, under Spring's names and with Spring's defaults (reference B.1).
 *
 * Left out, because their defaults are in force: `stopImmediate` false, `asyncAcks` false,
 * `seekAfterError` true (so there are never remaining records held over a poll), `ackAfterHandle`
 * true, `commitRecovered` false, `shutdownTimeout`, transactions.
 */
import { baseSteps } from '../base-steps.ts'
import type { ContainerSteps } from '../container-state.ts'
import { type ContainerOption, valueIn } from '../option.ts'
import { ackCount } from './ack-count.ts'
import { ackMode } from './ack-mode.ts'
import { ackTime } from './ack-time.ts'
import { assignmentCommitOption } from './assignment-commit-option.ts'
import { commitRetries } from './commit-retries.ts'
import { consumerRebalanceListener } from './consumer-rebalance-listener.ts'
import { pollTimeout } from './poll-timeout.ts'
import { seekAware } from './seek-aware.ts'
import { syncCommits } from './sync-commits.ts'

/** All of them. A later one is asked first, and calls the ones before. */
export const containerOptions = [
  ackMode,
  ackCount,
  ackTime,
  syncCommits,
  commitRetries,
  pollTimeout,
  assignmentCommitOption,
  seekAware,
  consumerRebalanceListener,
] as const

type Registered = (typeof containerOptions)[number]

/** What a user configures: values of some of them. */
export type ContainerProperties = {
  readonly [Option in Registered as Option['name']]?: Option['byDefault']
}

/** What a container with these properties does. */
export function stepsOf(properties: ContainerProperties): ContainerSteps {
  let steps = baseSteps
  for (const option of containerOptions as readonly ContainerOption<string, unknown>[]) {
    steps = { ...steps, ...option.steps(valueIn(option, properties), steps, properties) }
  }
  return steps
}
