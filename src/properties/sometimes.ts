/**
 * What a search must have seen, or it proves nothing.
 *
 * A property that holds because nothing interesting happened is vacuous. Each of these names
 * something that ought to happen in some schedule of a search worth its name.
 */
import type { EventKind, EventOf } from '../model/history.ts'
import type { Handlers } from './deliveries.ts'
import { crashBetweenProcessingAndCommit } from './sometimes/crash-between-processing-and-commit.ts'
import { memberTookOver } from './sometimes/member-took-over.ts'
import { rebalanceInterruptsBatch } from './sometimes/rebalance-interrupts-batch.ts'
import { recordReprocessed } from './sometimes/record-reprocessed.ts'
import { zombieProcessing } from './sometimes/zombie-processing.ts'
import { type Sometimes, sometimes } from './sometimes-property.ts'

/** Seen when an event of the kind happens, and is of the sort that is asked for. */
function seenOn<K extends EventKind>(
  kind: K,
  name: string,
  statement: string,
  matches: (event: EventOf<K>) => boolean = () => true,
): Sometimes {
  return sometimes({
    name,
    statement,
    on: ({ see }): Handlers => ({
      [kind]: (event: EventOf<K>) => {
        if (matches(event)) see()
      },
    }),
  })
}

/** All of them. */
export const sometimesProperties: readonly Sometimes[] = [
  seenOn('processing-done', 'record-processed', 'A record was processed to the end.'),
  seenOn('fault', 'fault-in-storm', 'A fault happened.'),
  crashBetweenProcessingAndCommit,
  recordReprocessed,
  memberTookOver,
  rebalanceInterruptsBatch,
  zombieProcessing,
  seenOn('commit-refused', 'commit-refused', 'The coordinator refused a commit.'),
  seenOn('commit-unknown', 'commit-unknown', 'A client never learned what became of a commit.'),
  seenOn(
    'position',
    'position-reset',
    'A position was reset by auto.offset.reset.',
    ({ reason }) => reason === 'earliest' || reason === 'latest' || reason === 'by_duration',
  ),
  seenOn('transaction-aborted', 'transaction-aborted', 'A transaction was aborted.'),
]
