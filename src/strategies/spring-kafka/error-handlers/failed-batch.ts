/**
 * What DefaultErrorHandler does about a batch.
 *
 * Behaviour: BatchListenerFailedException with an index inside the batch: the records below are
 * committed, by a commit that is not tried again and whose failure is ignored, and the failed
 * record and all behind it are polled again; once it is recovered it is committed, too, and the
 * rest is polled again. Without `seekAfterError` the rest waits in the container. Any other
 * exception, a failed commit after the listener too: the fallback (`fallback-batch.ts`).
 * Source: reference B.4; `FailedBatchProcessor.handle` and `seekOrRecover`.
 */
import type { ConsumerRecord, Program } from '../../../model/consumer/api.ts'
import { KafkaException } from '../../../model/errors.ts'
import { nextOffsets } from '../../offsets.ts'
import { logged } from '../commit-errors.ts'
import type { Container } from '../container-state.ts'
import { isRecovered } from '../failed-records.ts'
import { BatchListenerFailedException, recordInRetry } from '../listener-exceptions.ts'
import type { RetryRules } from '../retry-rules.ts'
import { seekOrRecover } from '../seek-or-recover.ts'
import { retryBatch } from './fallback-batch.ts'

interface Options {
  readonly rules: RetryRules
  readonly seekAfterError: boolean
}

/** Handles it; returns what waits in the container. */
export function* handleFailedBatch(
  container: Container,
  options: Options,
  error: Error,
  records: readonly ConsumerRecord[],
  again: () => Program<void>,
): Program<readonly ConsumerRecord[]> {
  const index = error instanceof BatchListenerFailedException ? error.index : -1
  const failed = records[index]
  if (failed === undefined) {
    yield* retryBatch(container, options.rules, error, records, again)
    return []
  }
  yield* commitBelow(container, records.slice(0, index))
  const rest = records.slice(index)
  const recover = (record: ConsumerRecord) =>
    isRecovered(container, container.failures, options.rules, record, error)
  if (options.seekAfterError) {
    if (!(yield* seekOrRecover(container, rest, recover))) throw recordInRetry()
    yield* container.steps.commitOnce(container, nextOffsets([failed]))
    if (rest.length > 1) throw new KafkaException('KafkaException', 'Seek to current')
    return []
  }
  try {
    if (yield* recover(failed)) return rest.slice(1)
  } catch (failure) {
    logged(failure)
  }
  return rest
}

function* commitBelow(container: Container, records: readonly ConsumerRecord[]): Program<void> {
  if (records.length === 0) return
  try {
    yield* container.steps.commitOnce(container, nextOffsets(records))
  } catch (error) {
    logged(error)
  }
}
