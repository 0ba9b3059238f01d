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

/**
 * Commits all that is acknowledged, due or not. A wakeup, of a stop that came when poll had just
 * returned, ends the commit, which is sent again: so since 4.0.8 and 4.1.2, where 3.3 (to 3.3.16)
 * leaves it at the first, whose answer is not heard (`commitIfNecessary`).
 */
export function* commitPending(container: Container): Program<void> {
  const offsets = takePending(container.pending)
  if (yield* isWokenUp(commitOffsets(container, offsets))) {
    yield* isWokenUp(commitOffsets(container, offsets))
  }
}

function* isWokenUp(commit: Program<void>): Program<boolean> {
  try {
    yield* commit
    return false
  } catch (error) {
    if (!isException(error, 'WakeupException')) throw error
    return true
  }
}

/**
 * What the loop calls at the top of a turn. A CommitFailedException is swallowed: the member has
 * lost its partitions, as the next poll will show. Records of a record listener that wait in the
 * container are the error handler's then.
 */
export function* processCommitsInLoop(container: Container): Program<void> {
  if (container.autoCommit) return
  try {
    yield* container.steps.processCommits(container)
  } catch (error) {
    if (!isException(error, 'CommitFailedException')) throw error
    const { remaining } = container
    if (remaining === null || container.listener.kind === 'batch') return
    container.remaining = null
    yield* container.steps.handleRemaining(container, error, remaining)
  }
}

/** What revocation and stop call: commits everything acknowledged. */
export function* commitPendingAcks(container: Container): Program<void> {
  yield* container.steps.processCommits(container)
  if (container.pending.entries.length > 0) yield* commitPending(container)
}
