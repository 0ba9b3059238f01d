/**
 * nack of a record: it comes again, and so does all behind it in the poll.
 *
 * Behaviour: commits what is acknowledged and due, then seeks. A commit that fails there is no
 * record's error: it leaves the loop before the seeks, and the position has passed the records; the
 * nack then still stands, and takes effect after the next record.
 * Source: reference B.3; `ListenerConsumer.handleNack`.
 */
import type { ConsumerRecord, Program } from '../../model/consumer/api.ts'
import type { Container } from './container-state.ts'
import { pauseForNack } from './pausing.ts'
import { seekToFirsts } from './seek-or-recover.ts'

/** `records[0]` was nacked. */
export function* handleNack(
  container: Container,
  records: readonly ConsumerRecord[],
): Program<void> {
  yield* container.steps.processCommits(container)
  yield* seekToFirsts(container, records)
  yield* pauseForNack(container)
}
