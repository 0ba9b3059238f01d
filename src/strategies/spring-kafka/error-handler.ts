/**
 * The DefaultErrorHandler with its defaults: FixedBackOff(0, 9), that is ten deliveries.
 *
 * Behaviour: commits what is due, then seeks back to the failed record and to everything behind it
 * in the poll, so that it is polled again. After the tenth failure of the same record the default
 * recoverer logs it and lets it go: skipped, as if done. The count of deliveries is memory of this
 * container: another member, or the next process, starts from one.
 * Left out: exceptions that are never retried (they come from deserialisation and conversion),
 * other recoverers, back-off times.
 * Source: reference B.4; `ListenerConsumer.invokeErrorHandler`, `SeekUtils.seekOrRecover`,
 * `FailedRecordTracker.recovered`.
 */
import type { ConsumerRecord, Program } from '../../model/consumer/api.ts'
import type { KafkaException } from '../../model/errors.ts'
import { firstOffsets, samePartition } from '../offsets.ts'
import { logged } from './commit-errors.ts'
import type { Container, FailedRecord } from './container-state.ts'

/** FixedBackOff(0, 9): the first delivery and nine more. */
export const deliveriesMax = 10

/**
 * Handles the failure of `records[0]`, behind which the rest of the poll has not been delivered.
 * True: the record is given up and must be acknowledged.
 */
export function* handleError(
  container: Container,
  error: KafkaException,
  records: readonly ConsumerRecord[],
): Program<boolean> {
  try {
    yield* container.steps.processCommits(container)
  } catch (commitError) {
    // The seeks must happen all the same, or the records would be passed over.
    logged(commitError)
  }
  const [failed, ...behind] = records
  if (failed === undefined) return false
  const recovered = countDelivery(container.failures, failed, error.name) >= deliveriesMax
  if (recovered) {
    forgetFailure(container.failures, failed)
    yield* container.services.skip(failed)
  }
  yield* seekToFirsts(container, recovered ? behind : records)
  return recovered
}

/** How many deliveries of the record have now failed. */
function countDelivery(failures: FailedRecord[], record: ConsumerRecord, error: string): number {
  const { topic, partition, offset } = record
  const known = failures.find((each) => samePartition(each, record))
  if (known === undefined) {
    failures.push({ topic, partition, offset, error, deliveries: 1 })
    return 1
  }
  const again = known.offset === offset && known.error === error
  known.deliveries = again ? known.deliveries + 1 : 1
  known.offset = offset
  known.error = error
  return known.deliveries
}

function forgetFailure(failures: FailedRecord[], record: ConsumerRecord): void {
  const index = failures.findIndex((each) => samePartition(each, record))
  failures.splice(index, 1)
}

/** Seeks every partition of the records to the first of them; a seek that fails is only logged. */
function* seekToFirsts(container: Container, records: readonly ConsumerRecord[]): Program<void> {
  for (const { topic, partition, offset } of firstOffsets(records)) {
    try {
      yield* container.services.consumer.seek({ topic, partition }, offset)
    } catch (seekError) {
      logged(seekError)
    }
  }
}
