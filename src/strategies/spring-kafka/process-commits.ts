/**
 * Turns acks into commits. When that is, is the ack mode's to say (`options/ack-mode.ts`).
 *
 * Source: reference B.2, B.3; `ListenerConsumer.processCommits`, `doProcessCommits`,
 * `commitPendingAcks`.
 */
import type { Offsets, Program } from '../../model/consumer/api.ts'
import { isException } from '../../model/errors.ts'
import type { Container } from './container-state.ts'
import { takePending } from './pending-acks.ts'

/** Commits these, if there are any, synchronously or not as configured. */
export function* commitOffsets(container: Container, offsets: Offsets): Program<void> {
  if (offsets.length > 0) yield* container.steps.commit(container, offsets)
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
 * What the loop calls at the top of a turn. A CommitFailedException is swallowed: the member has
 * lost its partitions, as the next poll will show.
 */
export function* processCommitsInLoop(container: Container): Program<void> {
  if (container.autoCommit) return
  try {
    yield* container.steps.processCommits(container)
  } catch (error) {
    if (!isException(error, 'CommitFailedException')) throw error
  }
}

/** What revocation and stop call: commits everything acknowledged. */
export function* commitPendingAcks(container: Container): Program<void> {
  yield* container.steps.processCommits(container)
  if (container.pending.entries.length > 0) yield* commitPending(container)
}
