import type { Strategy } from 'ackurate'

/** Commits in `finally`, so that one bad record does not hold up the partition. */
export const commitInFinally: Strategy = {
  name: 'commit-in-finally',
  claims: 'at-least-once',
  *run({ consumer, process }) {
    for (;;) {
      const records = yield* consumer.poll()
      try {
        for (const record of records) yield* process(record)
      } finally {
        yield* consumer.commitSync()
      }
    }
  },
}
