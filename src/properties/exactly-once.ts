/**
 * Exactly once: nothing the group owed is lost, and nothing took effect twice.
 *
 * Both are counted by effect. An aborted transaction is no effect and a rolled back store is no
 * effect; a record whose effect stands is not lost, even if its handler never returned. Nor is one
 * that was handed on to another place, which is no effect of it; two copies in one topic are one
 * too many (`at-most-once` says more).
 */
import { property } from './property.ts'
import { losses } from './records/losses.ts'
import { lostRecords } from './records/lost-records.ts'
import {
  ABORTED,
  EFFECTIVE,
  HANDED_ON,
  OFFSETS,
  OUTPUTS,
  PRODUCED,
} from './records/partition-records.ts'
import { recordState } from './records/record-state.ts'
import { repeats, witnessesOfRepeats } from './records/repeats.ts'

/** Every record the group owed took effect exactly once. */
export const exactlyOnce = property({
  name: 'exactly-once',
  heading: 'exactly',
  statement: 'Every record the group owed took effect exactly once.',
  shares: { records: recordState, losses, repeats },
  reads: PRODUCED | ABORTED | EFFECTIVE | HANDED_ON | OFFSETS | OUTPUTS,
  witnesses: ({ records, losses: { end }, repeats: { found } }) => {
    const lost = lostRecords(records, end)
    return found.length === 0 ? lost : [...lost, ...witnessesOfRepeats(found)]
  },
  broken: ({ repeats: { found } }) => found.length > 0,
  brokenBy: { strategy: 'external-store-atomic-unguarded', under: 'pause' },
  examples: {
    breaks: [
      {
        when: 'one record is lost and another took effect twice',
        history: `
          produced 0 1
          A starts at 0
          A processes 1
          A processes 1
          ✗ took effect twice: by A both times
          A commits 2
          ✗ is lost: below the committed offset, never processed, held by nobody
          the run ends`,
      },
    ],
    holds: [
      {
        when: 'effects and offsets are committed in one transaction',
        history: `
          produced 0
          A starts at 0
          A polls 0
          A processes 0 in transaction 1
          A commits transaction 1
          A commits 1
          the run ends`,
      },
      {
        when: 'a handler never returned, but its effect stands',
        history: `
          produced 0
          A starts at 0
          A polls 0
          A has an effect of 0
          A commits 1
          A crashes
          the run ends`,
      },
    ],
  },
})
