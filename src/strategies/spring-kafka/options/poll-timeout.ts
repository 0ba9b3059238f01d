/** `pollTimeout`: how long a poll waits for records (reference B.1). */
import { containerOption } from '../option.ts'
import { pollTimeoutWhilePausedMs } from '../pausing.ts'

/** How long a poll waits for records. */
export const pollTimeout = containerOption({
  name: 'pollTimeout',
  byDefault: 5000,
  summary: 'How many milliseconds a poll waits for records.',
  steps(timeoutMs) {
    return {
      poll: ({ services, consumerPaused }) =>
        services.consumer.poll(consumerPaused ? pollTimeoutWhilePausedMs : timeoutMs),
    }
  },
})
