/**
 * Spring Kafka's listener container: the loop around a record listener.
 *
 * Behaviour: commits what is due, polls, sends again what a rebalance had refused, hands the
 * records to the listener; an exception outside the listener is logged and the loop goes on. That
 * includes an exception of the commit between poll and listener: the polled records are dropped
 * and the position has passed them (reported bugs, row 59). A stop wakes the consumer only out of
 * poll: while records are handled, their commits return as ever. It lets the rest of the poll be
 * handled, commits, unsubscribes and closes; a commit that fails then ends the thread unclosed.
 * What a poll returns that was under way at the stop is thrown away, also where it comes between
 * the poll's return and the container's next step: the positions have passed the records, and the
 * wakeup meets the commit of the stop (`commitPending`).
 * An error handler that stops the container ends the process with the exception, unless that was
 * asked to stop before.
 * Left out: idle events, asynchronous listeners (those that return a future), the shutdown timeout,
 * `subBatchPerPartition`.
 * Source: reference B.2, B.5; `KafkaMessageListenerContainer.doStop`, `ListenerConsumer.run`,
 * `pollAndInvoke`, `wakeIfNecessaryForStop`, `wrapUp`.
 */
import type { ConsumerRecord, Program } from '../../model/consumer/api.ts'
import { isException, KafkaException } from '../../model/errors.ts'
import type { Services } from '../strategy.ts'
import { logged, recommitAfterRebalance } from './commit-errors.ts'
import {
  type Container,
  type ContainerSteps,
  isStopping,
  type Listener,
  newContainer,
} from './container-state.ts'
import { invokeListener } from './invoke-listener.ts'
import { listenerServices } from './listener-services.ts'
import { captureOffsets } from './out-of-order-acks.ts'
import { childStarted, stopParent } from './parent-container.ts'
import { pausePartitions, resumePartitions } from './partition-pauses.ts'
import { pauseIfNecessary, resumeIfNecessary } from './pausing.ts'
import { commitPendingAcks, processCommitsInLoop } from './process-commits.ts'
import { rebalanceListener } from './rebalance.ts'
import { onThread } from './threads.ts'

/** Runs a container until the process is asked to stop. */
export function runContainer(
  services: Services,
  steps: ContainerSteps,
  listenerOf: (services: Services) => Listener,
  otherTopics: readonly string[] = [],
): Program<void> {
  const bare = newContainer(services, steps)
  const program = runBare(bare, listenerOf, otherTopics)
  return services.shared === undefined ? program : onThread(bare, true, program)
}

function* runBare(
  bare: Omit<Container, 'listener'>,
  listenerOf: (services: Services) => Listener,
  otherTopics: readonly string[],
): Program<void> {
  const { services, steps } = bare
  const listener = listenerOf(listenerServices(bare))
  const container: Container = Object.assign(bare, { listener })
  steps.configure(container)
  childStarted(container)
  const topics = [services.topic, ...otherTopics]
  yield* services.consumer.subscribe(topics, rebalanceListener(container))
  yield* steps.subscribed(container)
  while (!(yield* isStopping(container))) {
    try {
      yield* steps.pollAndInvoke(container)
    } catch (error) {
      if (yield* handleConsumerException(container, error)) return
    }
  }
  yield* steps.wrapUp(container)
  // A process that was asked to stop ends as it was asked, whatever else has stopped its container.
  if (container.stopped === null || (yield* services.stopping())) return
  if (!container.stoppedAlone) throw container.stopped
  yield* services.outliveConsumer(container.stopped)
}

/** One turn of the loop. */
export function* pollAndInvoke(container: Container): Program<void> {
  const { steps } = container
  yield* processCommitsInLoop(container)
  yield* steps.beforePoll(container)
  yield* pauseIfNecessary(container)
  yield* pausePartitions(container)
  if (yield* isStopping(container)) return
  const polled = yield* pollConsumer(container)
  const records = yield* takeRemaining(container, polled)
  captureOffsets(container, records)
  if (records.length > 0) yield* container.services.consumer.pollReturned()
  yield* recommitAfterRebalance(container)
  if (yield* container.services.stopping()) return
  if (records.length > 0) {
    yield* invoke(container, records)
  } else {
    yield* steps.polledNothing(container)
  }
  if (container.remaining !== null) return
  yield* resumeIfNecessary(container)
  if (!container.consumerPaused) yield* resumePartitions(container)
}

function* invoke(container: Container, records: readonly ConsumerRecord[]): Program<void> {
  if (container.listener.kind === 'record') yield* invokeListener(container, records)
  else yield* container.steps.invokeBatch(container, records)
}

/**
 * Records that wait in the container come before what a poll returns, which is nothing: the
 * consumer is paused. If it does return records, Spring stops the container, or they would be lost.
 */
function* takeRemaining(
  container: Container,
  polled: readonly ConsumerRecord[],
): Program<readonly ConsumerRecord[]> {
  const { remaining } = container
  if (remaining === null) return polled
  if (polled.length > 0) yield* stopParent(container, emergencyStop)
  if (container.pauseRequested) return polled
  container.remaining = null
  return remaining
}

const emergencyStop = new KafkaException(
  'KafkaException',
  'Poll returned records while consumer was paused after an error; emergency stop invoked',
)

/** An exception that came out of no listener; true: the thread is over. */
function* handleConsumerException(container: Container, error: unknown): Program<boolean> {
  logged(error)
  if (isFatal(error)) {
    const { services, steps } = container
    yield* stopParent(container, error)
    yield* services.consumer.close()
    // Where no other container goes on, the process ends with the same exception.
    if (!steps.outlivesConsumer) throw error
    yield* services.outliveConsumer(error)
    return true
  }
  if (isException(error, 'RetriableCommitFailedException')) return false
  try {
    yield* container.steps.handleOtherException(container, error)
  } catch (failure) {
    logged(failure)
  }
  return false
}

function* pollConsumer(container: Container): Program<readonly ConsumerRecord[]> {
  try {
    return yield* container.steps.poll(container)
  } catch (error) {
    if (!isException(error, 'WakeupException')) throw error
    return []
  }
}

/** Whether the container gives up instead of polling again. */
function isFatal(error: unknown): boolean {
  return (
    isException(error, 'NoOffsetForPartitionException') ||
    isException(error, 'TopicAuthorizationException') ||
    isException(error, 'GroupAuthorizationException') ||
    isException(error, 'FencedInstanceIdException')
  )
}

/** Commits, unsubscribes and closes. */
export function* wrapUp(container: Container): Program<void> {
  const { consumer } = container.services
  yield* commitPendingAcks(container)
  try {
    yield* consumer.unsubscribe()
  } catch (error) {
    if (!isException(error, 'WakeupException')) throw error
  }
  yield* consumer.close()
}
