/**
 * How often a record has failed, and whether that was enough.
 *
 * Behaviour: the count is memory of this container: another member, or the next process, starts
 * from one; so does another exception of the same record, and a recoverer that failed. A record
 * whose back-off goes on is waited for right here, on the consumer's thread, before its seek: a
 * back-off longer than `max.poll.interval.ms` costs the membership.
 * Left out: retry listeners; a back-off per record.
 * Source: reference B.4; `FailedRecordTracker.recovered`, `DefaultBackOffHandler`.
 */
import type { ConsumerRecord, Program } from '../../model/consumer/api.ts'
import { samePartition } from '../offsets.ts'
import { nextBackOff } from './back-off.ts'
import type { Container, FailedRecord } from './container-state.ts'
import { recoverRecord } from './recoverers.ts'
import { backOffFor, type RetryRules } from './retry-rules.ts'
import { stoppableSleep } from './stoppable-sleep.ts'

/** Counts the failure. True: it was the last, and the record is recovered; throws if it is not. */
export function* isRecovered(
  container: Container,
  failures: FailedRecord[],
  rules: RetryRules,
  record: ConsumerRecord,
  error: Error,
): Program<boolean> {
  const { services } = container
  if (nextBackOff(rules.backOff, 1) === null) {
    yield* recoverRecord(services, rules.recoverer, record, error)
    return true
  }
  const deliveries = countDelivery(failures, record, error.name)
  const waitMs = nextBackOff(backOffFor(rules, error), deliveries)
  if (waitMs !== null) {
    yield* stoppableSleep(container, waitMs)
    return false
  }
  forgetFailure(failures, record)
  yield* recoverRecord(services, rules.recoverer, record, error)
  return true
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
