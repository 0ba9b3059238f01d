import { mayPollOn } from '../kafka-consumer/commit-errors.ts'
import { nextOffsets } from '../offsets.ts'
import type { Strategy } from '../strategy.ts'

/**
 * Commit of the record's own offset: `commitSync(record.offset())`, without the plus one.
 *
 * A committed offset is the next one to read. The last record of each partition is read again at
 * every restart, and the lag never reaches zero. Cure: `record.offset() + 1`.
 */
export const commitThisOffset: Strategy = {
  name: 'commit-this-offset',
  summary:
    "Commit of the record's own offset: `commitSync(record.offset())`, without the plus one.",
  claims: 'at-least-once',
  caughtBy: { property: 'progress', under: 'none' },
  fixedBy: 'commit-sync-after-record',
  *run({ consumer, process }) {
    for (;;) {
      const records = yield* consumer.poll()
      for (const record of records) yield* process(record)
      const last = nextOffsets(records).map((next) => ({ ...next, offset: next.offset - 1 }))
      try {
        yield* consumer.commitSync(last)
      } catch (error) {
        if (!mayPollOn(error)) throw error
      }
    }
  },
}
