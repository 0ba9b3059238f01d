/**
 * The options of a container, under Spring's names and with Spring's defaults (reference B.1).
 *
 * Those of a listener container factory (error handlers, interceptors, filters) are among them.
 * Left out: `shutdownTimeout`, `subBatchPerPartition`, `fixTxOffsets`, `interceptBeforeTx`,
 * `authExceptionRetryInterval`, `syncCommitTimeout`, `offsetAndMetadataProvider`, idle events.
 */
import { baseSteps } from '../base-steps.ts'
import type { ContainerSteps } from '../container-state.ts'
import { type ContainerOption, valueIn } from '../option.ts'
import { ackCount } from './ack-count.ts'
import { ackDiscarded } from './ack-discarded.ts'
import { ackMode } from './ack-mode.ts'
import { ackTime } from './ack-time.ts'
import { afterRollbackProcessor } from './after-rollback-processor.ts'
import { assignmentCommitOption } from './assignment-commit-option.ts'
import { asyncAcks } from './async-acks.ts'
import { batchInterceptor } from './batch-interceptor.ts'
import { batchRecoverAfterRollback } from './batch-recover-after-rollback.ts'
import { commitRetries } from './commit-retries.ts'
import { commonErrorHandler } from './common-error-handler.ts'
import { concurrency } from './concurrency.ts'
import { consumerRebalanceListener } from './consumer-rebalance-listener.ts'
import { idleBetweenPolls } from './idle-between-polls.ts'
import { pauseImmediate } from './pause-immediate.ts'
import { pollTimeout } from './poll-timeout.ts'
import { recordFilterStrategy } from './record-filter-strategy.ts'
import { recordInterceptor } from './record-interceptor.ts'
import { retryableTopic } from './retryable-topic.ts'
import { seekAware } from './seek-aware.ts'
import { stopContainerWhenFenced } from './stop-container-when-fenced.ts'
import { stopImmediate } from './stop-immediate.ts'
import { syncCommits } from './sync-commits.ts'
import { transactionManager } from './transaction-manager.ts'

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
  asyncAcks,
  commonErrorHandler,
  recordFilterStrategy,
  ackDiscarded,
  retryableTopic,
  recordInterceptor,
  batchInterceptor,
  transactionManager,
  afterRollbackProcessor,
  batchRecoverAfterRollback,
  stopContainerWhenFenced,
  stopImmediate,
  pauseImmediate,
  idleBetweenPolls,
  concurrency,
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
