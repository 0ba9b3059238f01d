import { sometimes } from '../sometimes-property.ts'
import { entryOf } from '../state/partition-table.ts'
import { perPartition } from '../state/per-partition.ts'
import { bitsOf, setBits } from '../state/record-bits.ts'

const STARTED = 1

/** The processing of a record was started a second time. */
export const recordReprocessed = sometimes({
  name: 'record-reprocessed',
  statement: 'A record was processed again.',
  state: { records: perPartition({}) },
  on: ({ own: { records }, see }) => ({
    'processing-started': ({ topic, partition, offset }) => {
      const entry = entryOf(records, topic, partition)
      if (bitsOf(entry, offset) !== 0) see()
      else setBits(entry, offset, STARTED)
    },
  }),
})
