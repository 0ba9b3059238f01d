/** Which failed synchronous commits a poll loop answers by polling again. */
import { isException } from '../../model/errors.ts'

/**
 * Whether the loop may log the failure and poll again, without rewinding, when everything that
 * was polled is done. A refusal means that a rebalance is under way or has expelled the member:
 * the next poll tells what is still its own. A timeout leaves the outcome open: the next commit
 * says the same and more. Everything else (authorization, a fenced instance) needs a human.
 */
export function mayPollOn(error: unknown): boolean {
  return (
    isException(error, 'CommitFailedException') ||
    isException(error, 'RebalanceInProgressException') ||
    isException(error, 'TimeoutException')
  )
}
