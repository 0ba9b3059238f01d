import { createOwners } from '../folds/owners.ts'
import type { Sometimes } from '../property.ts'
import { placeOf, resetPlaces } from '../state/partition-table.ts'

/** A member went on working on a partition that another had been assigned. */
export const zombieProcessing: Sometimes = {
  name: 'zombie-processing',
  statement: 'A member processed a record of a partition that another had been assigned.',
  monitor: () => {
    let seen = false
    const owners = createOwners()
    const look = (event: {
      readonly topic: string
      readonly partition: number
      readonly member: string
    }) => {
      if (seen) return
      const owner = placeOf(owners, event.topic, event.partition).data.member
      seen = owner !== null && owner !== event.member
    }
    return {
      on: {
        assigned: ({ topic, partition, member }) => {
          placeOf(owners, topic, partition).data.member = member
        },
        'processing-started': look,
        'processing-done': look,
      },
      reset: () => {
        seen = false
        resetPlaces(owners)
      },
      seen: () => seen,
    }
  },
}
