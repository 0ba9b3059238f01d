import type { Sometimes } from '../property.ts'
import { createPlaces, mark, marksOf, placeOf, resetPlaces } from '../state/partition-table.ts'

const STARTED = 1

/** The processing of a record was started a second time. */
export const recordReprocessed: Sometimes = {
  name: 'record-reprocessed',
  statement: 'A record was processed again.',
  monitor: () => {
    let seen = false
    const places = createPlaces<null>(
      () => null,
      () => {},
    )
    return {
      on: {
        'processing-started': ({ topic, partition, offset }) => {
          if (seen) return
          const place = placeOf(places, topic, partition)
          if (marksOf(place, offset) !== 0) seen = true
          else mark(place, offset, STARTED)
        },
      },
      reset: () => {
        seen = false
        resetPlaces(places)
      },
      seen: () => seen,
    }
  },
}
