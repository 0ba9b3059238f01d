import type { ConsumerRecord } from 'ackurate'
import { springListener } from 'ackurate/spring'

/** Spring's defaults, and the listener hands its record to a thread: an `@Async` method. */
export const springThread = springListener({
  name: 'spring-thread',
  start: () => ({ queue: [] as ConsumerRecord[], isStarted: false }),
  *onMessage(record, { state, process, fork, waitUntil }) {
    state.queue.push(record)
    if (state.isStarted) return
    state.isStarted = true
    yield* fork(function* () {
      for (;;) {
        yield* waitUntil(() => state.queue.length > 0)
        const next = state.queue.shift()
        if (next !== undefined) yield* process(next)
      }
    })
  },
})
