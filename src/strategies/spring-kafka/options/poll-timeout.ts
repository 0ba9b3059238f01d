/**
 * `pollTimeout`: how long a poll waits for records (reference B.1).
 *
 * A paused consumer is polled for `pollTimeoutWhilePaused` only, 100 ms. Where records wait in the
 * container, that is too short for anything else to happen, and the poll waits for nothing.
 * Source: `ListenerConsumer.pollConsumer`.
 */
import { containerOption } from '../option.ts'
import { pollTimeoutWhilePausedMs } from '../pausing.ts'

/** How long a poll waits for records. */
export const pollTimeout = containerOption({
  name: 'pollTimeout',
  byDefault: 5000,
  summary: 'How many milliseconds a poll waits for records.',
  steps(timeoutMs) {
    return {
      poll({ services: { consumer }, consumerPaused, remaining }) {
        if (!consumerPaused) return consumer.poll(timeoutMs)
        return remaining === null ? consumer.poll(pollTimeoutWhilePausedMs) : consumer.pollBriefly()
      },
    }
  },
})
