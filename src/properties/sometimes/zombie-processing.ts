import type { EventOf } from '../../model/history.ts'
import { sometimes } from '../sometimes-property.ts'
import { entryOf } from '../state/partition-table.ts'
import { perPartition } from '../state/per-partition.ts'
import { member } from '../state/values.ts'

/** A member went on working on a partition that another had been assigned. */
export const zombieProcessing = sometimes({
  name: 'zombie-processing',
  statement: 'A member processed a record of a partition that another had been assigned.',
  state: { owners: perPartition({ owner: member() }) },
  on: ({ own: { owners }, see }) => {
    const look = (event: EventOf<'processing-started' | 'processing-done'>) => {
      const { owner } = entryOf(owners, event.topic, event.partition).data
      if (owner !== null && owner !== event.member) see()
    }
    return {
      assigned: ({ topic, partition, member }) => {
        entryOf(owners, topic, partition).data.owner = member
      },
      'processing-started': look,
      'processing-done': look,
    }
  },
})
