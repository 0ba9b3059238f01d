/**
 * DefaultErrorHandler.
 *
 * Behaviour: with `seekAfterError` (the default) the failed record and all behind it are polled
 * again, until the back-off is over and the recoverer takes the record; without, they wait in the
 * container, whose consumer is paused meanwhile. What the recoverer has taken counts as handled.
 * `commitRecovered` commits it at once in MANUAL_IMMEDIATE, and does nothing in other modes.
 * Batches: `failed-batch.ts`.
 * Left out: back-offs per record, retry listeners.
 * Source: reference B.4; `DefaultErrorHandler`, `SeekUtils.seekOrRecover`.
 */
import type { ConsumerRecord, Program } from '../../../model/consumer/api.ts'
import { isLimited } from '../back-off.ts'
import { logged } from '../commit-errors.ts'
import type { Container } from '../container-state.ts'
import { isRecovered } from '../failed-records.ts'
import { recordInRetry } from '../listener-exceptions.ts'
import { type RetryOptions, retryRules } from '../retry-rules.ts'
import { seekOrRecover } from '../seek-or-recover.ts'
import type { CommonErrorHandler } from './common-error-handler.ts'
import { handleFailedBatch } from './failed-batch.ts'

/** Spring's names and defaults. */
export interface DefaultErrorHandlerOptions extends RetryOptions {
  /** False: a recovered record is committed at once in MANUAL_IMMEDIATE only if this is true. */
  readonly commitRecovered?: boolean
  /** True. */
  readonly ackAfterHandle?: boolean
  /** True; false: failed records wait in the container instead of being polled again. */
  readonly seekAfterError?: boolean
}

/** `new DefaultErrorHandler(recoverer, backOff)` and its setters. */
export function defaultErrorHandler(options: DefaultErrorHandlerOptions = {}): CommonErrorHandler {
  const { commitRecovered = false, ackAfterHandle = true, seekAfterError = true } = options
  const rules = retryRules(options)
  return {
    name: 'defaultErrorHandler',
    seeksAfterHandling: seekAfterError,
    ackAfterHandle,
    givesUp: isLimited(rules.backOff),
    sends: rules.recoverer.sends !== false,
    *handleRemaining(container, error, records) {
      const recovered = yield* seekOrRecover(container, records, (record) =>
        isRecovered(container, container.failures, rules, record, error),
      )
      if (!recovered) throw recordInRetry()
      if (commitRecovered) yield* container.steps.commitRecovered(container, firstOf(records))
    },
    *handleOne(container, error, record) {
      try {
        return yield* isRecovered(container, container.failures, rules, record, error)
      } catch (failure) {
        logged(failure)
        return false
      }
    },
    handleBatch: (container, error, records, again) =>
      handleFailedBatch(container, { rules, seekAfterError }, error, records, again),
    handleOtherException: onlyLogged,
  }
}

function firstOf(records: readonly ConsumerRecord[]): ConsumerRecord {
  return records[0] as ConsumerRecord
}

/** It says that it cannot do anything about it. */
function* onlyLogged(_container: Container, _error: Error): Program<void> {
  // Nothing else.
}
