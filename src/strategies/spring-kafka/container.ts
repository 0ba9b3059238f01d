/**
 * Spring Kafka's listener container: the loop around a record listener.
 *
 * Behaviour: commits what is due, polls, sends again what a rebalance had refused, hands the
 * records to the listener; an exception outside the listener is logged and the loop goes on. That
 * includes an exception of the commit between poll and listener: the polled records are dropped
 * and the position has passed them (reported bugs, row 59). A stop lets the rest of the poll be
 * handled, commits, unsubscribes and closes; a commit that fails then ends the thread unclosed.
 * Left out: batch listeners, transactions, pausing, idle events, asynchronous listeners,
 * `asyncAcks`, the shutdown timeout.
 * Source: reference B.2, B.5; `KafkaMessageListenerContainer.ListenerConsumer.run`,
 * `pollAndInvoke`, `wrapUp`.
 */
import type { ConsumerRecord, Program } from '../../model/consumer/api.ts'
import { isException, KafkaException } from '../../model/errors.ts'
import type { Services } from '../strategy.ts'
import { isCountAck, isManualAck, isTimeAck } from './ack-mode.ts'
import { logged, recommitAfterRebalance } from './commit-errors.ts'
import type { ContainerProperties, MessageListener } from './container-properties.ts'
import { type Container, newContainer } from './container-state.ts'
import { invokeListener } from './invoke-listener.ts'
import { commitPending, commitPendingAcks, processCommitsInLoop } from './process-commits.ts'
import { rebalanceListener } from './rebalance.ts'

/** Runs a container until the process is asked to stop. */
export function* runContainer(
  services: Services,
  properties: ContainerProperties,
  listener: MessageListener,
): Program<void> {
  const container = newContainer(services, properties, listener)
  if (container.autoCommit && isManualAck(properties.ackMode)) {
    throw new KafkaException(
      'IllegalStateException',
      `Consumer cannot be configured for auto commit for ackMode ${properties.ackMode}`,
    )
  }
  yield* services.consumer.subscribe([services.topic], rebalanceListener(container))
  if (isTimeAck(properties.ackMode)) container.lastCommitTime = yield* services.now()
  while (!(yield* services.stopping())) {
    try {
      yield* pollAndInvoke(container)
    } catch (error) {
      logged(error)
      if (!isFatal(error)) continue
      // Spring stops the container for good; here the process ends with the same exception.
      yield* services.consumer.close()
      throw error
    }
  }
  yield* wrapUp(container)
}

function* pollAndInvoke(container: Container): Program<void> {
  yield* processCommitsInLoop(container)
  const records = yield* pollConsumer(container)
  yield* recommitAfterRebalance(container)
  if (records.length > 0) {
    yield* invokeListener(container, records)
  } else if (isCountAck(container.properties.ackMode) && container.count > 0) {
    yield* commitPending(container)
    container.count = 0
  }
}

function* pollConsumer(container: Container): Program<readonly ConsumerRecord[]> {
  try {
    return yield* container.services.consumer.poll(container.properties.pollTimeout)
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

function* wrapUp(container: Container): Program<void> {
  const { consumer } = container.services
  yield* commitPendingAcks(container)
  try {
    yield* consumer.unsubscribe()
  } catch (error) {
    if (!isException(error, 'WakeupException')) throw error
  }
  yield* consumer.close()
}
