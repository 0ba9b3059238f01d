/**
 * Delivers the records of one poll to the listener, one by one.
 *
 * Behaviour: what becomes of an error is the error handler's to say: DefaultErrorHandler ends the
 * poll, and what is left of it comes back. A commit that fails after the listener has returned is
 * an error of that record too. A nack ends the poll; a stop, with `stopImmediate`, too.
 * Source: reference B.2, B.4; `ListenerConsumer.doInvokeWithRecords`, `doInvokeRecordListener`,
 * `invokeOnMessage`, `invokeErrorHandler`, `commitOffsetsIfNeededAfterHandlingError`.
 */
import type { ConsumerRecord, Program } from '../../model/consumer/api.ts'
import { isException } from '../../model/errors.ts'
import { acknowledgmentOf } from './acknowledgments.ts'
import { logged } from './commit-errors.ts'
import { type Container, isInKafkaTransaction } from './container-state.ts'
import type { Delivery } from './container-steps.ts'
import type { CommonErrorHandler } from './error-handlers/common-error-handler.ts'
import { isRecordInRetry, isRuntimeException } from './listener-exceptions.ts'
import { containerHandle } from './listener-services.ts'
import { handleNack } from './nack.ts'
import { ackInOrder, removeFromBatch } from './out-of-order-acks.ts'

/** The record is done with, one way or another. */
export const delivered: Delivery = { goesOn: true, thrown: null }
/** What is left of the poll is not delivered. */
export const pollOver: Delivery = { goesOn: false, thrown: null }

/** Delivers the records until one of them ends the poll. */
export function* invokeListener(
  container: Container,
  records: readonly ConsumerRecord[],
): Program<void> {
  for (let at = 0; at < records.length; at++) {
    const left = records.slice(at)
    const { goesOn } = yield* container.steps.invokeOne(container, left)
    if (container.nackSleepMs >= 0) return yield* handleNack(container, left)
    if (!goesOn) return
  }
}

/** Delivers `records[0]`, and asks the error handler if that fails. */
export function* invokeOne(
  container: Container,
  records: readonly ConsumerRecord[],
): Program<Delivery> {
  const record = records[0] as ConsumerRecord
  try {
    yield* container.steps.listen(container, record)
    if (container.nackSleepMs < 0) yield* container.steps.handled(container, record)
  } catch (error) {
    if (!isRuntimeException(error)) throw error
    return yield* container.steps.handleError(container, error, records)
  }
  return delivered
}

/** Calls the listener. */
export function* listen(container: Container, record: ConsumerRecord): Program<void> {
  const { kind, onMessage } = container.listener
  if (kind === 'batch') return
  yield* onMessage(record, acknowledgmentOf(container, record), containerHandle(container))
}

/** What an error handler makes of a failure of `records[0]`. */
export function* invokeErrorHandler(
  container: Container,
  handler: CommonErrorHandler,
  error: Error,
  records: readonly ConsumerRecord[],
): Program<Delivery> {
  const seeks = handler.seeksAfterHandling || isException(error, 'CommitFailedException')
  try {
    if (seeks) yield* handleRemaining(container, handler, error, records)
    else yield* handleOne(container, handler, error, records)
    yield* afterHandling(container, handler, records[0] as ConsumerRecord)
  } catch (failure) {
    logged(failure)
    if (isRecordInRetry(failure)) removeFromBatch(container, records)
    return { goesOn: !seeks && container.remaining === null, thrown: failure }
  }
  return seeks || container.remaining !== null ? pollOver : delivered
}

/** All that is left of the poll is the handler's. */
function* handleRemaining(
  container: Container,
  handler: CommonErrorHandler,
  error: Error,
  records: readonly ConsumerRecord[],
): Program<void> {
  try {
    if (!isInKafkaTransaction(container)) yield* container.steps.processCommits(container)
  } catch (commitError) {
    // The seeks must happen all the same, or the records would be passed over.
    logged(commitError)
  }
  yield* handler.handleRemaining(container, error, records)
}

/** The record is the handler's; what is not handled waits, without a seek. */
function* handleOne(
  container: Container,
  handler: CommonErrorHandler,
  error: Error,
  records: readonly ConsumerRecord[],
): Program<void> {
  let handled = false
  try {
    handled = yield* handler.handleOne(container, error, records[0] as ConsumerRecord)
  } catch (failure) {
    logged(failure)
  }
  if (handled) return
  container.remaining = records
  container.pauseForPending = true
}

/** What is handled counts as acknowledged. */
function* afterHandling(
  container: Container,
  { ackAfterHandle }: CommonErrorHandler,
  record: ConsumerRecord,
): Program<void> {
  const acknowledges = ackAfterHandle && !container.autoCommit
  if (!acknowledges && !isInKafkaTransaction(container)) return
  if (container.remaining?.[0] === record) return
  if (container.unacknowledged !== null) yield* ackInOrder(container, record)
  else yield* container.steps.recovered(container, record)
}
