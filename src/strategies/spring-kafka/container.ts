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
 * Left out: batch listeners, transactions, pausing, idle events, asynchronous listeners,
 * `asyncAcks`, the shutdown timeout.
 * Source: reference B.2, B.5; `KafkaMessageListenerContainer.doStop`, `ListenerConsumer.run`,
 * `pollAndInvoke`, `wakeIfNecessaryForStop`, `wrapUp`.
 */
import type { ConsumerRecord, Program } from '../../model/consumer/api.ts'
import { isException } from '../../model/errors.ts'
import type { Services } from '../strategy.ts'
import { logged, recommitAfterRebalance } from './commit-errors.ts'
import { type Container, type ContainerSteps, newContainer } from './container-state.ts'
import type { MessageListener } from './listener.ts'
import { commitPendingAcks, processCommitsInLoop } from './process-commits.ts'
import { rebalanceListener } from './rebalance.ts'

/** Runs a container until the process is asked to stop. */
export function* runContainer(
  services: Services,
  steps: ContainerSteps,
  listener: MessageListener,
): Program<void> {
  const container = newContainer(services, steps, listener)
  steps.configure(container)
  yield* services.consumer.subscribe([services.topic], rebalanceListener(container))
  yield* steps.subscribed(container)
  while (!(yield* services.stopping())) {
    try {
      yield* steps.pollAndInvoke(container)
    } catch (error) {
      logged(error)
      if (!isFatal(error)) continue
      // Spring stops the container for good; here the process ends with the same exception.
      yield* services.consumer.close()
      throw error
    }
  }
  yield* steps.wrapUp(container)
}

/** One turn of the loop. */
export function* pollAndInvoke(container: Container): Program<void> {
  const { stopping } = container.services
  yield* processCommitsInLoop(container)
  if (yield* stopping()) return
  const records = yield* pollConsumer(container)
  if (records.length > 0) yield* container.services.consumer.pollReturned()
  yield* recommitAfterRebalance(container)
  if (yield* stopping()) return
  if (records.length > 0) {
    yield* container.steps.invoke(container, records)
  } else {
    yield* container.steps.polledNothing(container)
  }
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
