import { sometimes } from '../sometimes-property.ts'
import { entryOf } from '../state/partition-table.ts'
import { perPartition } from '../state/per-partition.ts'
import { member, number } from '../state/values.ts'

const fields = {
  /** Who finished a record last, and which; -1: nobody. */
  doneBy: member(),
  done: number(-1),
  /** The group's committed offset, or the store's; -1: none. */
  committed: number(-1),
}

/** A crash fell between processing and commit: what is done will be read again. */
export const crashBetweenProcessingAndCommit = sometimes({
  name: 'crash-between-processing-and-commit',
  statement: 'A member crashed after it had processed a record and before that was committed.',
  state: { last: perPartition(fields) },
  on: ({ own: { last }, see }) => ({
    'processing-done': ({ topic, partition, member, offset }) => {
      const { data } = entryOf(last, topic, partition)
      data.doneBy = member
      data.done = offset
    },
    'commit-applied': ({ topic, partition, offset }) => {
      entryOf(last, topic, partition).data.committed = offset
    },
    'store-saved': ({ topic, partition, offset }) => {
      entryOf(last, topic, partition).data.committed = offset
    },
    fault: ({ fault, member }) => {
      if (fault !== 'crash') return
      for (const { data } of last.mentioned) {
        if (data.done >= 0 && data.doneBy === member && data.done >= data.committed) see()
      }
    },
  }),
})
