/**
 * At most once: no record's processing took effect twice.
 *
 * Counted by effect, not by delivery: a record may be handed out and started again, if what the
 * first attempt left behind was rolled back, or was never written.
 */

import { shared } from './frame/shared-state.ts'
import { property } from './property.ts'
import { EFFECTIVE } from './records/partition-records.ts'
import { createLedger } from './records/record-state.ts'
import { createRepeats } from './records/repeats.ts'

/** No record's processing took effect twice. */
export const atMostOnce = property({
  name: 'at-most-once',
  statement: "No record's processing took effect twice.",
  monitor: (context) => {
    const ledger = shared(context, createLedger)
    return { folds: [ledger], ...createRepeats(ledger), reads: EFFECTIVE }
  },
})
