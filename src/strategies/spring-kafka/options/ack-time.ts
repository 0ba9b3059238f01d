/**
 * `ackTime`: so long since the last commit, or since the container started, triggers one in the
 * time modes (reference B.3; `ListenerConsumer.initialize`, `timedAcks`).
 */

import { containerOption } from '../option.ts'
import { commitPending } from '../process-commits.ts'
import { effectiveAckMode, isTimeAck } from './ack-mode.ts'

/** Milliseconds since the last commit that trigger one. */
export const ackTime = containerOption({
  name: 'ackTime',
  byDefault: 5000,
  summary: 'How many milliseconds since the last commit trigger one in `TIME` and `COUNT_TIME`.',
  steps(timeMs, before, others) {
    if (!isTimeAck(effectiveAckMode(others))) return {}
    return {
      *subscribed(container) {
        yield* before.subscribed(container)
        container.lastCommitTime = yield* container.services.now()
      },
      *processCommits(container) {
        yield* before.processCommits(container)
        const now = yield* container.services.now()
        if (now - container.lastCommitTime <= timeMs) return
        yield* commitPending(container)
        container.count = 0
        container.lastCommitTime = now
      },
    }
  },
})
