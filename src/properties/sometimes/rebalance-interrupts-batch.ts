import type { EventOf } from '../../model/history.ts'
import type { Sometimes } from '../property.ts'
import {
  createPlaces,
  mark,
  marksOf,
  type Place,
  placeOf,
  resetPlaces,
} from '../state/partition-table.ts'

const HELD = 1

interface Holders {
  /** Who was handed the record last; null: done since. Valid where marked. */
  readonly members: (string | null)[]
}

/** A member lost a partition with records of a batch not done. */
export const rebalanceInterruptsBatch: Sometimes = {
  name: 'rebalance-interrupts-batch',
  statement: 'A member lost a partition while records that it had been handed were not done.',
  monitor: () => {
    let seen = false
    const places = createPlaces<Holders>(
      () => ({ members: [] }),
      () => {},
    )
    const leave = ({ topic, partition, member }: EventOf<'revoked' | 'lost'>) => {
      seen ||= holdsAny(placeOf(places, topic, partition), member)
    }
    return {
      on: {
        polled: ({ topic, partition, member, offsets }) => {
          if (seen) return
          const place = placeOf(places, topic, partition)
          for (const offset of offsets) {
            mark(place, offset, HELD)
            place.data.members[offset] = member
          }
        },
        'processing-done': ({ topic, partition, member, offset }) => {
          const { members } = placeOf(places, topic, partition).data
          if (members[offset] === member) members[offset] = null
        },
        revoked: leave,
        lost: leave,
      },
      reset: () => {
        seen = false
        resetPlaces(places)
      },
      seen: () => seen,
    }
  },
}

function holdsAny(place: Place<Holders>, member: string): boolean {
  for (let offset = 0; offset < place.end; offset++) {
    if (marksOf(place, offset) !== 0 && place.data.members[offset] === member) return true
  }
  return false
}
