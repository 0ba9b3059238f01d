/**
 * Exactly once: nothing the group owed is lost, and nothing took effect twice.
 *
 * Both are counted by effect. An aborted transaction is no effect and a rolled back store is no
 * effect; a record whose effect stands is not lost, even if its handler never returned.
 */

import { shared } from './frame/shared-state.ts'
import { facets } from './kept.ts'
import { property } from './property.ts'
import { createLosses } from './records/losses.ts'
import { ABORTED, EFFECTIVE, PRODUCED } from './records/partition-records.ts'
import { createRepeats } from './records/repeats.ts'

/** Every record the group owed took effect exactly once. */
export const exactlyOnce = property({
  name: 'exactly-once',
  statement: 'Every record the group owed took effect exactly once.',
  monitor: (context) => {
    const losses = shared(context, createLosses)
    const repeats = createRepeats(losses.ledger)
    return {
      folds: [losses.ledger, losses],
      ...repeats,
      reads: PRODUCED | ABORTED | EFFECTIVE | facets.offsets,
      witnesses: () => {
        const lost = losses.witnesses(EFFECTIVE)
        const repeated = repeats.witnesses()
        return repeated.length === 0 ? lost : [...lost, ...repeated]
      },
    }
  },
})
