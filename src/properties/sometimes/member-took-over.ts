import { createOwners } from '../folds/owners.ts'
import type { Sometimes } from '../property.ts'
import { placeOf, resetPlaces } from '../state/partition-table.ts'

/** A partition went from one member to another. */
export const memberTookOver: Sometimes = {
  name: 'member-took-over',
  statement: 'A partition was assigned to another member than before.',
  monitor: () => {
    let seen = false
    const owners = createOwners()
    return {
      on: {
        assigned: ({ topic, partition, member }) => {
          const { data } = placeOf(owners, topic, partition)
          if (data.member !== null && data.member !== member) seen = true
          data.member = member
        },
      },
      reset: () => {
        seen = false
        resetPlaces(owners)
      },
      seen: () => seen,
    }
  },
}
