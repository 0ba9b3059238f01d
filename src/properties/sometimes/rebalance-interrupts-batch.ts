import type { EventOf } from '../../model/history.ts'
import { sometimes } from '../sometimes-property.ts'
import { recordLabels } from '../state/lists.ts'
import { entryOf, type PartitionEntry } from '../state/partition-table.ts'
import { perPartition } from '../state/per-partition.ts'
import { bitsOf, setBits } from '../state/record-bits.ts'

const DELIVERED = 1

interface Holders {
  /** Who was returned the record by poll last; null: done since. Valid where delivered. */
  readonly holders: (string | null)[]
}

/** A member lost a partition with records of a batch not done. */
export const rebalanceInterruptsBatch = sometimes({
  name: 'rebalance-interrupts-batch',
  statement: 'A member lost a partition while records that it had been handed were not done.',
  state: { records: perPartition<Holders>({ holders: recordLabels<string | null>() }) },
  on: ({ own: { records }, see }) => {
    const leave = ({ topic, partition, member }: EventOf<'revoked' | 'lost'>) => {
      if (holdsAny(entryOf(records, topic, partition), member)) see()
    }
    return {
      polled: ({ topic, partition, member, offsets }) => {
        const entry = entryOf(records, topic, partition)
        for (const offset of offsets) {
          setBits(entry, offset, DELIVERED)
          entry.data.holders[offset] = member
        }
      },
      'processing-done': ({ topic, partition, member, offset }) => {
        const { holders } = entryOf(records, topic, partition).data
        if (holders[offset] === member) holders[offset] = null
      },
      revoked: leave,
      lost: leave,
    }
  },
})

function holdsAny(entry: PartitionEntry<Holders>, member: string): boolean {
  for (let offset = 0; offset < entry.end; offset++) {
    if (bitsOf(entry, offset) !== 0 && entry.data.holders[offset] === member) return true
  }
  return false
}
