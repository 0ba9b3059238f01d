import type { Strategy } from 'ackurate'

/** Commits every five records, and not when partitions go to somebody else. */
export const commitSeldom: Strategy = {
  name: 'commit-seldom',
  claims: 'at-least-once',
  *run({ consumer, process }) {
    let uncommitted = 0
    for (;;) {
      for (const record of yield* consumer.poll()) {
        yield* process(record)
        uncommitted++
      }
      if (uncommitted < 5) continue
      yield* consumer.commitSync()
      uncommitted = 0
    }
  },
}
