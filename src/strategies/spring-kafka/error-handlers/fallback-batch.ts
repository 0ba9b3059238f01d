/**
 * The fallback for a batch of which nobody says which record failed.
 *
 * Behaviour: all partitions are paused and the same batch is delivered again from memory, with
 * polls of a paused consumer between the attempts, until it succeeds or the back-off is over; then
 * each record goes to the recoverer, also those that were done. Either way the batch counts as
 * handled: in the MANUAL modes, too, and whatever the listener acknowledged or nacked meanwhile.
 * The polls take part in rebalances: the batch is delivered again whoever owns its partitions by
 * then. A recoverer that fails, and a request to pause, seek all of it, partition by partition,
 * until one is no longer owned: the seek of that one throws, and those behind it are not sought. A
 * stop ends it without a seek.
 * Left out: `resetStateOnExceptionChange`; what these polls return, of which there is none.
 * Source: reference B.4; `FallbackBatchErrorHandler.handleBatch` and its seeker,
 * `ErrorHandlingUtils.retryBatch`, `ListenerUtils.conditionalSleepWithPoll`.
 */
import type { ConsumerRecord, Program } from '../../../model/consumer/api.ts'
import { isException, KafkaException } from '../../../model/errors.ts'
import { firstOffsets } from '../../offsets.ts'
import { seekTo } from '../../seeking.ts'
import { nextBackOff } from '../back-off.ts'
import { logged } from '../commit-errors.ts'
import { type Container, isStopping } from '../container-state.ts'
import { isRuntimeException } from '../listener-exceptions.ts'
import { recoverRecord } from '../recoverers.ts'
import { backOffFor, type RetryRules } from '../retry-rules.ts'
import { napMs } from '../stoppable-sleep.ts'

/** Returns when the batch counts as handled; throws if it does not. */
export function* retryBatch(
  container: Container,
  rules: RetryRules,
  error: Error,
  records: readonly ConsumerRecord[],
  again: () => Program<void>,
): Program<void> {
  const { consumer } = container.services
  yield* consumer.pause(yield* consumer.assignment())
  container.retryingBatch = true
  try {
    const last = yield* lastFailure(container, rules, error, records, again)
    if (last !== null) yield* recoverAll(container, rules, last, records)
  } finally {
    yield* consumer.resume(yield* consumer.assignment())
    container.retryingBatch = false
  }
}

/** Delivers it again and again; null: it was done in the end. */
function* lastFailure(
  container: Container,
  rules: RetryRules,
  error: Error,
  records: readonly ConsumerRecord[],
  again: () => Program<void>,
): Program<Error | null> {
  const backOff = backOffFor(rules, error)
  let latest = error
  for (let failures = 1; ; failures++) {
    const waitMs = nextBackOff(backOff, failures)
    if (waitMs === null) return latest
    yield* waitPolling(container, waitMs)
    if (yield* isStopping(container)) {
      throw new KafkaException('KafkaException', 'Container stopped during retries')
    }
    if (container.pauseRequested) yield* seekAll(container, records)
    yield* pollPaused(container)
    try {
      yield* again()
      return null
    } catch (failure) {
      if (!isRuntimeException(failure)) throw failure
      latest = failure
      if (failure.name !== error.name && !rules.isRetryable(failure)) return failure
    }
  }
}

function* recoverAll(
  container: Container,
  { recoverer }: RetryRules,
  error: Error,
  records: readonly ConsumerRecord[],
): Program<void> {
  try {
    for (const record of records) {
      yield* recoverRecord(container.services, recoverer, record, error)
    }
  } catch (failure) {
    logged(failure)
    yield* seekAll(container, records)
  }
}

/** All of it is to be polled again. */
function* seekAll(container: Container, records: readonly ConsumerRecord[]): Program<never> {
  yield* seekTo(container.services.consumer, firstOffsets(records))
  throw new KafkaException('KafkaException', 'Seek to current after exception')
}

function* waitPolling(container: Container, ms: number): Program<void> {
  yield* pollPaused(container)
  for (let left = ms; left > 0; left -= napMs) {
    if (left < ms) yield* pollPaused(container)
    yield* container.services.sleep(Math.min(left, napMs))
    if ((yield* isStopping(container)) || container.pauseRequested) return
  }
}

/** Keeps the membership. Nobody wakes up such a poll at a stop, which the loop asks for instead. */
function* pollPaused(container: Container): Program<void> {
  try {
    yield* container.services.consumer.pollBriefly()
  } catch (error) {
    if (!isException(error, 'WakeupException')) throw error
  }
}
