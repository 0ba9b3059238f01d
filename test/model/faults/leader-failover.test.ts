import type { Strategy } from '../../../src/strategies/strategy.ts'
import { lines, of, seen } from '../scripted.ts'
import { testFault } from './test-fault.ts'

/** Waits before it commits for as long as it takes to hear of a new leader. */
const lingering: Strategy = {
  name: 'lingering',
  claims: 'at-least-once',
  *run({ consumer, process, sleep }) {
    for (;;) {
      const records = yield* consumer.poll()
      for (const record of records) yield* process(record)
      if (records.length > 0) yield* sleep(10_000)
      yield* consumer.commitSync()
    }
  },
}

testFault('leader-failover', {
  when: seen('processing-started', 'A'),
  strategy: lingering,
  // The partition awaits validation when it commits, and is left out (A.2.5).
  consequence: (after) => {
    const ofA = lines(after, 'polled', 'commit-requested').filter((line) => /^A/.test(line))
    return /polled/.test(ofA[0] ?? '') && of(after, 'truncated-to').length === 0
  },
})
