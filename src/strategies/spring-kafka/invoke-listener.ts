/**
 * Delivers the records of one poll to the listener, one by one.
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
import { logged } from './commit-errors.ts'
import type { Container } from './container-state.ts'
import type { Acknowledgment } from './listener.ts'

/** Delivers the records until one fails, or the rest is to be left. */
export function* invokeListener(
  container: Container,
  records: readonly ConsumerRecord[],
): Program<void> {
  let delivered = 0
  for (const record of records) {
    try {
      if (!(yield* container.steps.deliver(container, record))) return
    } catch (error) {
      if (!(error instanceof KafkaException)) throw error
      yield* afterError(container, error, records.slice(delivered), record)
      return
    }
    delivered++
  }
}

/** Delivers one record. */
export function* deliver(container: Container, record: ConsumerRecord): Program<boolean> {
  yield* container.listener(record, container.steps.acknowledgment(container, record))
  yield* container.steps.handled(container, record)
  return true
}

function* afterError(
  container: Container,
  error: KafkaException,
  undelivered: readonly ConsumerRecord[],
  failed: ConsumerRecord,
): Program<void> {
  try {
    const recovered = yield* container.steps.handleError(container, error, undelivered)
    if (recovered && !container.autoCommit) yield* container.steps.recovered(container, failed)
  } catch (handlerError) {
    logged(handlerError)
  }
}

/** What a listener is given that has nothing to acknowledge. */
export const noAcknowledgment: Acknowledgment = {
  // biome-ignore lint/correctness/useYield: it has nothing to ask of the world.
  *acknowledge() {
    throw new KafkaException('IllegalStateException', 'The container must have a MANUAL AckMode')
  },
}
