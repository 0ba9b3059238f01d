/** `ackCount`: so many acks trigger a commit in the count modes (reference B.3). */

import { containerOption } from '../option.ts'
import { commitPending } from '../process-commits.ts'
import { effectiveAckMode, isCountAck } from './ack-mode.ts'

/** How many acks trigger a commit. */
export const ackCount = containerOption({
  name: 'ackCount',
  byDefault: 5,
  summary:
    'How many acks trigger a commit in `COUNT` and `COUNT_TIME`. Spring says 1, which commits ' +
    'after every record, as `RECORD` does; here it is a count that shows.',
  steps(count, before, others) {
    const mode = effectiveAckMode(others)
    if (!isCountAck(mode)) return {}
    return {
      *processCommits(container) {
        yield* before.processCommits(container)
        if (container.count < count) return
        yield* commitPending(container)
        container.count = 0
        if (mode === 'COUNT_TIME') container.lastCommitTime = yield* container.services.now()
      },
      *polledNothing(container) {
        yield* before.polledNothing(container)
        if (container.count === 0) return
        yield* commitPending(container)
        container.count = 0
      },
    }
  },
})
