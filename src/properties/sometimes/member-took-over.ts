import { sometimes } from '../sometimes-property.ts'
import { entryOf } from '../state/partition-table.ts'
import { perPartition } from '../state/per-partition.ts'
import { member } from '../state/values.ts'

/** A partition went from one member to another. */
export const memberTookOver = sometimes({
  name: 'member-took-over',
  statement: 'A partition was assigned to another member than before.',
  state: { owners: perPartition({ owner: member() }) },
  on: ({ own: { owners }, see }) => ({
    assigned: ({ topic, partition, member }) => {
      const { data } = entryOf(owners, topic, partition)
      if (data.owner !== null && data.owner !== member) see()
      data.owner = member
    },
  }),
})
