/**
 * At least once: nothing the group owed is lost.
 *
 * A committed offset says "everything below is done". Said too early, it is only a risk
 * (`commit-not-ahead` reports that); it becomes a loss when nobody is left who holds the record,
 * for nobody reads below the committed offset again. It is judged at the end of the calm, when
 * whoever still held a record has had the time to finish it.
 *
 * Where an external store keeps the offsets, the store's offset takes the committed offset's
 * place. Where there is no committed offset at the end (never committed, or lost), a record below
 * the position that was set last is lost: the reset jumped over it.
 */

import { shared } from './frame/shared-state.ts'
import { facets, keptNothing } from './kept.ts'
import { property } from './property.ts'
import { createLosses } from './records/losses.ts'
import { ABORTED, DONE, PRODUCED } from './records/partition-records.ts'

/** Every record the group owed was processed to the end at least once. */
export const atLeastOnce = property({
  name: 'at-least-once',
  statement: 'Every record the group owed was processed to the end at least once.',
  monitor: (context) => {
    const losses = shared(context, createLosses)
    return {
      folds: [losses.ledger, losses],
      on: {},
      reset: () => {},
      kept: keptNothing,
      reads: PRODUCED | ABORTED | DONE | facets.offsets,
      witnesses: () => losses.witnesses(DONE),
    }
  },
})
