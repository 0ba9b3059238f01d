/**
 * At least once: nothing the group owed is lost.
 *
 * A record is finished when its effect stands, also if its handler never returned: whoever reads
 * the story sees that its work was done. One whose handler returned without an effect is not.
 *
 * A committed offset says "everything below is done". Said too early, it is only a risk
 * (`commit-not-ahead` reports that); it becomes a loss when nobody is left who holds the record,
 * for nobody reads below the committed offset again. It is judged at the end of the calm, when
 * whoever still held a record has had the time to finish it.
 *
 * A record that was handed on to another place (a dead letter queue) is owed there and no more
 * here: done, by another name.
 *
 * Where an external store keeps the offsets, the store's offset takes the committed offset's
 * place. Where there is no committed offset at the end (never committed, or lost), a record below
 * the position that was set last is lost: the reset jumped over it.
 */
import { property } from './property.ts'
import { losses } from './records/losses.ts'
import { lostRecords } from './records/lost-records.ts'
import { ABORTED, EFFECTIVE, HANDED_ON, OFFSETS, PRODUCED } from './records/partition-records.ts'
import { recordState } from './records/record-state.ts'

/** Every record the group owed took effect at least once. */
export const atLeastOnce = property({
  name: 'at-least-once',
  heading: 'at least',
  statement: 'Every record the group owed took effect at least once.',
  shares: { records: recordState, losses },
  reads: PRODUCED | ABORTED | EFFECTIVE | HANDED_ON | OFFSETS,
  witnesses: ({ records, losses: { end } }) => lostRecords(records, end),
  brokenBy: { strategy: 'commit-sync-before-processing', under: 'crash' },
  examples: {
    breaks: [
      {
        when: 'the next owner starts beyond what was committed first and never done',
        history: `
          produced 0 1 2
          A starts at 0
          A polls 0 1 2
          A commits 3
          A begins 0
          A crashes
          B starts at 3
          ✗ are lost: below the committed offset, never processed, held by nobody
          the run ends`,
      },
    ],
    holds: [
      {
        when: 'whoever holds what was committed first lives on and finishes it',
        history: `
          produced 0 1 2
          A starts at 0
          A polls 0 1 2
          A commits 3
          A processes 0 1 2
          the run ends`,
      },
      {
        when: 'its effect stands, although its handler never returned',
        history: `
          produced 0
          A starts at 0
          A polls 0
          A commits 1
          A begins 0
          A has an effect of 0
          A crashes
          B starts at 1
          the run ends`,
      },
      {
        when: 'a record that failed was handed on to a dead letter queue before it was committed',
        history: `
          produced 0
          A starts at 0
          A polls 0
          A begins 0
          A fails on 0
          A hands on 0
          A commits 1
          the run ends`,
      },
    ],
  },
})
