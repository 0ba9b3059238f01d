/**
 * At most once: no record's processing took effect twice.
 *
 * Counted by effect, not by delivery: a record may be handed out and started again, if what the
 * first attempt left behind was rolled back, or was never written. A record that is handed on to
 * another topic (the output of a service, a dead letter queue) took effect there: two copies in one
 * topic are two effects for whoever reads it. In a transaction a copy counts with the commit.
 */
import { property } from './property.ts'
import { EFFECTIVE, HANDED_ON, OUTPUTS } from './records/partition-records.ts'
import { recordState } from './records/record-state.ts'
import { repeats, witnessesOfRepeats } from './records/repeats.ts'

/** No record's processing took effect twice. */
export const atMostOnce = property({
  name: 'at-most-once',
  heading: 'at most',
  statement: "No record's processing took effect twice.",
  shares: { records: recordState, repeats },
  reads: EFFECTIVE | HANDED_ON | OUTPUTS,
  witnesses: ({ repeats: { found } }) => witnessesOfRepeats(found),
  broken: ({ repeats: { found } }) => found.length > 0,
  brokenBy: { strategy: 'commit-sync-after-batch', under: 'crash' },
  examples: {
    breaks: [
      {
        when: 'a crash falls between the effect of a record and the commit of its offset',
        history: `
          A polls 0
          A processes 0
          A crashes
          B polls 0
          B processes 0
          ✗ took effect twice: by A, then by B`,
      },
      {
        when: 'a crash falls between the acknowledgement of a copy and the commit of its offset',
        history: `
          A polls 0
          A hands on 0
          A crashes
          B polls 0
          B hands on 0
          ✗ is twice in orders-dlt: by A, then by B`,
      },
    ],
    holds: [
      {
        when: 'the first attempt left nothing behind',
        history: `
          A processes 0 in transaction 1
          A aborts transaction 1
          A processes 0`,
      },
      {
        when: 'the first copy lies in a transaction that was aborted',
        history: `
          A hands on 0 in transaction 1
          A aborts transaction 1
          A hands on 0 in transaction 2
          A commits transaction 2`,
      },
    ],
  },
})
