/** `asyncAcks`: acks in any order (`out-of-order-acks.ts`). */
import { containerOption } from '../option.ts'

/** Whether records may be acknowledged in any order. */
export const asyncAcks = containerOption({
  name: 'asyncAcks',
  byDefault: false as boolean,
  summary:
    'Whether records may be acknowledged in any order: an ack waits for those before it, and the ' +
    'consumer is paused until all of a poll are there. The mode is then `MANUAL`, unless it is ' +
    '`MANUAL_IMMEDIATE`.',
  steps(asynchronous, before) {
    if (!asynchronous) return {}
    return {
      configure(container) {
        before.configure(container)
        container.unacknowledged = []
      },
    }
  },
})
