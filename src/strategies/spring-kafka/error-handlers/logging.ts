/**
 * CommonLoggingErrorHandler: a failure is logged, and the record (or the whole batch) counts as
 * handled: it is lost.
 *
 * Behaviour: a record after which the commit failed with CommitFailedException is logged by the
 * handler's empty `handleRemaining`, and the rest of the poll is left undelivered, without a seek.
 * Source: `CommonLoggingErrorHandler`, `CommonErrorHandler`, `ListenerConsumer.invokeErrorHandler`.
 */
import type { ConsumerRecord, Program } from '../../../model/consumer/api.ts'
import type { Container } from '../container-state.ts'
import type { CommonErrorHandler } from './common-error-handler.ts'

/** `new CommonLoggingErrorHandler()`, with `setAckAfterHandle`. */
export function logging({ ackAfterHandle = true } = {}): CommonErrorHandler {
  return {
    name: 'logging',
    seeksAfterHandling: false,
    ackAfterHandle,
    givesUp: true,
    sends: false,
    *handleRemaining() {
      // Nothing but a line of the log.
    },
    *handleOne({ services }, _error, record) {
      yield* services.skip(record)
      return true
    },
    *handleBatch(container, _error, records) {
      yield* skipAll(container, records)
      return []
    },
    *handleOtherException() {
      // Nothing but a line of the log.
    },
  }
}

function* skipAll(container: Container, records: readonly ConsumerRecord[]): Program<void> {
  for (const record of records) yield* container.services.skip(record)
}
