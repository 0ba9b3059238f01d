/** Where kafkajs stands still, whatever a service does that leaves its retries as they are. */
import type { Stalls } from '../strategy-facts.ts'

/**
 * An error that is not retriable ends the consumer for good while its process lives on, and a
 * coordinator that cannot be found often enough is such an error (reference C.6): a process that
 * freezes twice or three times may find none, for its requests have timed out. A commit that is
 * held up at the broker is applied after a later one, and puts the group back (reference C.4).
 */
export const kafkajsStalls = {
  under: ['pause', 'commit-refused', 'commit-delayed', 'disconnect'],
  because:
    'kafkajs stops for good at an error that it does not retry, and sends a commit anew while ' +
    'the one before may still be applied',
} as const satisfies Stalls
