/**
 * What the container does when a commit fails.
 *
 * A synchronous commit that meets a rebalance is not lost: it is sent again after the next poll for
 * the partitions that are still owned. An asynchronous failure is only logged.
 *
 * Source: reference B.5; `ListenerConsumer.doCommitSync`, `checkRebalanceCommits`,
 * `LoggingCommitCallback`.
 */
import type { Offsets, Program } from '../../model/consumer/api.ts'
import { isException } from '../../model/errors.ts'
import { entriesOf, updated } from '../offsets.ts'
import { type Container, includes } from './container-state.ts'
import { isRuntimeException } from './listener-exceptions.ts'

/** Where Spring logs an exception and goes on; a mistake of the program goes further. */
export function logged(error: unknown): asserts error is Error {
  if (!isRuntimeException(error)) throw error
}

/** Commits and waits for the answer. */
export function* commitSync(container: Container, offsets: Offsets): Program<void> {
  try {
    yield* container.services.consumer.commitSync(offsets)
    forgetSuperseded(container, offsets)
  } catch (error) {
    if (!isException(error, 'RebalanceInProgressException')) throw error
    container.commitsDuringRebalance = updated(container.commitsDuringRebalance, offsets)
  }
}

/** A refused commit must not be sent after a newer one: that would move the group back. */
function forgetSuperseded(container: Container, newer: Offsets): void {
  const refused = container.commitsDuringRebalance
  if (refused.length === 0) return
  container.commitsDuringRebalance = refused.filter((old) => !includes(newer, old))
}

/**
 * Sends again what a rebalance had refused, for partitions still owned; the others are given up
 * (their records come again). Always synchronous, and its exceptions are the caller's.
 */
export function* recommitAfterRebalance(container: Container): Program<void> {
  if (container.commitsDuringRebalance.length === 0) return
  const owned = entriesOf(container.commitsDuringRebalance, container.assigned)
  container.commitsDuringRebalance = []
  if (owned.length > 0) yield* container.steps.commitSync(container, owned)
}
