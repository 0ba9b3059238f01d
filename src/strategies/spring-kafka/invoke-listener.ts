/**
 * Hands the records of one poll to the listener, one by one.
 *
 * An error ends the poll: the error handler seeks the failed record and all behind it, and they
 * come back with the next poll. A commit that fails after the listener has returned is an error of
 * that record too: it is delivered again.
 *
 * Source: reference B.2, B.4; `ListenerConsumer.doInvokeWithRecords`, `invokeOnMessage`,
 * `commitOffsetsIfNeededAfterHandlingError`.
 */
import type { ConsumerRecord, Program } from '../../model/consumer/api.ts'
import { KafkaException } from '../../model/errors.ts'
import { isCountAck, isManualAck } from './ack-mode.ts'
import { logged } from './commit-errors.ts'
import type { Acknowledgment } from './container-properties.ts'
import type { Container } from './container-state.ts'
import { handleError } from './error-handler.ts'
import { ackCurrent, acknowledge, processCommitsInLoop } from './process-commits.ts'

/** Delivers the records until one fails. */
export function* invokeListener(
  container: Container,
  records: readonly ConsumerRecord[],
): Program<void> {
  let delivered = 0
  for (const record of records) {
    try {
      yield* invokeOnMessage(container, record)
    } catch (error) {
      if (!(error instanceof KafkaException)) throw error
      yield* afterError(container, error, records.slice(delivered), record)
      return
    }
    delivered++
  }
}

function* invokeOnMessage(container: Container, record: ConsumerRecord): Program<void> {
  const mode = container.properties.ackMode
  yield* container.listener(record, acknowledgment(container, record))
  if (!isManualAck(mode)) yield* ackCurrent(container, record, false)
  if (isCountAck(mode) || mode === 'TIME') yield* processCommitsInLoop(container)
}

function* afterError(
  container: Container,
  error: KafkaException,
  undelivered: readonly ConsumerRecord[],
  failed: ConsumerRecord,
): Program<void> {
  try {
    const recovered = yield* handleError(container, error, undelivered)
    if (recovered && !container.autoCommit) yield* ackCurrent(container, failed, true)
  } catch (handlerError) {
    logged(handlerError)
  }
}

/** Acknowledges once, however often it is called. */
function acknowledgment(container: Container, record: ConsumerRecord): Acknowledgment {
  if (!isManualAck(container.properties.ackMode)) return noAcknowledgment
  let acknowledged = false
  return {
    *acknowledge() {
      if (acknowledged) return
      yield* acknowledge(container, record)
      acknowledged = true
    },
  }
}

const noAcknowledgment: Acknowledgment = {
  // biome-ignore lint/correctness/useYield: it has nothing to ask of the world.
  *acknowledge() {
    throw new KafkaException('IllegalStateException', 'The container must have a MANUAL AckMode')
  },
}
