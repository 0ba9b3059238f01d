/**
 * Turns acks into commits, by ack mode.
 *
 * BATCH and MANUAL commit whatever is acknowledged each time this is asked, which is at the top of
 * the next iteration: after all records of a poll and before the next poll. COUNT, COUNT_TIME and
 * TIME are asked after each record as well, but commit only when enough acks came or enough time
 * passed. RECORD and MANUAL_IMMEDIATE have committed already.
 *
 * Source: reference B.2, B.3; `ListenerConsumer.processCommits`, `doProcessCommits`,
 * `commitPendingAcks`, `ackCurrent`, `processAck`. That COUNT and TIME are evaluated after each
 * record, and not only between polls, is `invokeOnMessage` of Spring Kafka 3.1 and later.
 */
import type { ConsumerRecord, Program } from '../../model/consumer/api.ts'
import { isException } from '../../model/errors.ts'
import { isCountAck, isManualAck, isTimeAck } from './ack-mode.ts'
import { commitOffsets } from './commit-errors.ts'
import type { Container } from './container-state.ts'
import { addAck, takePending } from './pending-acks.ts'

/** Commits what is acknowledged and due. */
export function* processCommits(container: Container): Program<void> {
  const mode = container.properties.ackMode
  const counts = isCountAck(mode)
  const times = isTimeAck(mode)
  if (counts) yield* commitIfCountReached(container)
  if (times) yield* commitIfTimePassed(container)
  if (!counts && !times && mode !== 'MANUAL_IMMEDIATE') yield* commitPending(container)
}

function* commitIfCountReached(container: Container): Program<void> {
  if (container.count < container.properties.ackCount) return
  yield* commitPending(container)
  container.count = 0
  if (container.properties.ackMode === 'COUNT_TIME') {
    container.lastCommitTime = yield* container.services.now()
  }
}

function* commitIfTimePassed(container: Container): Program<void> {
  const now = yield* container.services.now()
  if (now - container.lastCommitTime <= container.properties.ackTime) return
  yield* commitPending(container)
  container.count = 0
  container.lastCommitTime = now
}

/** Commits all that is acknowledged, due or not. A wakeup during the commit is ignored. */
export function* commitPending(container: Container): Program<void> {
  try {
    yield* commitOffsets(container, takePending(container.pending))
  } catch (error) {
    if (!isException(error, 'WakeupException')) throw error
  }
}

/**
 * What the loop calls at the top of an iteration. A CommitFailedException is swallowed: the member
 * has lost its partitions, as the next poll will tell.
 */
export function* processCommitsInLoop(container: Container): Program<void> {
  if (container.autoCommit || container.properties.ackMode === 'RECORD') return
  try {
    yield* processCommits(container)
  } catch (error) {
    if (!isException(error, 'CommitFailedException')) throw error
  }
}

/** What revocation and stop call: commits everything acknowledged. */
export function* commitPendingAcks(container: Container): Program<void> {
  yield* processCommits(container)
  if (container.pending.entries.length > 0) yield* commitPending(container)
}

/**
 * The container acknowledges a record by itself: the listener has returned, or (`recovered`) the
 * error handler has given the record up.
 */
export function* ackCurrent(
  container: Container,
  record: ConsumerRecord,
  recovered: boolean,
): Program<void> {
  const mode = container.properties.ackMode
  if (mode === 'RECORD') {
    yield* commitOffsets(container, [afterRecord(record)])
  } else if (!container.autoCommit && (!isManualAck(mode) || (recovered && mode === 'MANUAL'))) {
    addAck(container.pending, record)
    container.count++
  }
}

/** The listener acknowledges its record (MANUAL, MANUAL_IMMEDIATE). */
export function* acknowledge(container: Container, record: ConsumerRecord): Program<void> {
  if (container.properties.ackMode === 'MANUAL') {
    addAck(container.pending, record)
    return
  }
  try {
    yield* commitOffsets(container, [afterRecord(record)])
  } catch (error) {
    if (!isException(error, 'WakeupException')) throw error
  }
}

function afterRecord(record: ConsumerRecord) {
  return { topic: record.topic, partition: record.partition, offset: record.offset + 1 }
}
