import type { ConsumerRecord } from 'ackurate'
import { springStrategy } from '../../dist/strategies/spring-kafka/spring-strategy.js'

/** Spring's defaults, and the listener hands its record to a thread: an `@Async` method. */
export const springThread = springStrategy({
  name: 'spring-thread',
  summary: 'Spring Kafka, AckMode.BATCH: the listener hands its record to a thread.',
  listener: ({ process, fork, waitUntil }) => {
    const queue: ConsumerRecord[] = []
    let isStarted = false
    function* worker() {
      for (;;) {
        yield* waitUntil(() => queue.length > 0)
        const record = queue.shift()
        if (record !== undefined) yield* process(record)
      }
    }
    return function* (record) {
      if (!isStarted) yield* fork(worker)
      isStarted = true
      queue.push(record)
    }
  },
})
