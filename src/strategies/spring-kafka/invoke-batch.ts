/**
 * Delivers all records of one poll to a batch listener.
 *
 * Behaviour: when it has returned, what the mode counts as acknowledged is committed at once if it
 * is due (COUNT counts one per partition), not before the next poll. A nack acknowledges what is
 * before its index, commits, and seeks the others. A commit that fails is an error of the whole
 * batch.
 * Source: reference B.2, B.4; `ListenerConsumer.doInvokeBatchListener`, `invokeBatchOnMessage`,
 * `invokeBatchErrorHandler`, `commitOffsetsIfNeededAfterHandlingError`.
 */
import type { ConsumerRecord, Program } from '../../model/consumer/api.ts'
import { isException } from '../../model/errors.ts'
import { samePartition } from '../offsets.ts'
import { batchAcknowledgmentOf } from './acknowledgments.ts'
import { logged } from './commit-errors.ts'
import { type Container, isInKafkaTransaction } from './container-state.ts'
import type { CommonErrorHandler } from './error-handlers/common-error-handler.ts'
import { isRecordInRetry, isRuntimeException } from './listener-exceptions.ts'
import { containerHandle } from './listener-services.ts'
import { removeFromBatch } from './out-of-order-acks.ts'
import { pauseForNack } from './pausing.ts'
import { seekToFirsts } from './seek-or-recover.ts'

/** Delivers them, and asks the error handler if that fails. */
export function* invokeBatch(
  container: Container,
  records: readonly ConsumerRecord[],
): Program<Error | null> {
  try {
    yield* deliverBatch(container, records)
    if (container.batchFailed) forgetFailures(container)
    if (!container.autoCommit) yield* container.steps.processCommits(container)
  } catch (error) {
    if (!isRuntimeException(error)) throw error
    return yield* container.steps.handleBatchError(container, error, records)
  }
  return null
}

function* deliverBatch(container: Container, records: readonly ConsumerRecord[]): Program<void> {
  const { steps } = container
  yield* callListener(container, records)
  const nacked = container.nackSleepMs >= 0
  yield* steps.handledBatch(container, records, nacked)
  if (!nacked) return
  if (!container.autoCommit) yield* steps.processCommits(container)
  yield* seekToFirsts(container, records.slice(Math.max(container.nackIndex, 0)))
  yield* pauseForNack(container)
}

function* callListener(container: Container, records: readonly ConsumerRecord[]): Program<void> {
  try {
    yield* container.steps.listenToBatch(container, records, records)
  } catch (error) {
    container.batchFailed = true
    throw error
  }
}

function forgetFailures(container: Container): void {
  container.batchFailed = false
  container.failures.length = 0
  container.rollbacks.length = 0
  container.batchRollbacks = 0
}

/** Calls the listener. */
export function* listenToBatch(
  container: Container,
  records: readonly ConsumerRecord[],
  polled: readonly ConsumerRecord[],
): Program<void> {
  const { kind, onMessage } = container.listener
  if (kind === 'record') return
  const acknowledgment = batchAcknowledgmentOf(container, polled)
  yield* onMessage(records, acknowledgment, containerHandle(container))
}

/** What an error handler makes of a failed batch. */
export function* invokeBatchErrorHandler(
  container: Container,
  handler: CommonErrorHandler,
  error: Error,
  records: readonly ConsumerRecord[],
): Program<Error | null> {
  const inTransaction = container.transaction !== null
  const commitFailed = isException(error, 'CommitFailedException')
  const seeks = handler.seeksAfterHandling || inTransaction || commitFailed
  try {
    const again = () => callListener(container, records)
    const left = yield* handler.handleBatch(container, error, records, again)
    if (!seeks && left.length > 0) {
      container.remaining = left
      container.pauseForPending = true
    }
    const acknowledges = handler.ackAfterHandle && !container.autoCommit
    if (acknowledges || isInKafkaTransaction(container)) {
      yield* container.steps.recoveredBatch(container, handledOf(records, container.remaining))
    }
  } catch (failure) {
    logged(failure)
    if (isRecordInRetry(failure)) removeFromBatch(container, records)
    return failure
  }
  return null
}

/** What counts as acknowledged: the records before those that wait; without any, the last ones. */
function handledOf(
  records: readonly ConsumerRecord[],
  remaining: readonly ConsumerRecord[] | null,
): readonly ConsumerRecord[] {
  const first = remaining?.[0]
  return first === undefined ? lastOfEach(records) : records.slice(0, records.indexOf(first))
}

/** The last record of each partition. */
export function lastOfEach(records: readonly ConsumerRecord[]): readonly ConsumerRecord[] {
  return records.filter(
    (record, at) => !records.some((later, index) => index > at && samePartition(later, record)),
  )
}
