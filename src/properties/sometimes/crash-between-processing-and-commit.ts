import type { Sometimes } from '../property.ts'
import { createPlaces, placeOf, resetPlaces } from '../state/partition-table.ts'

interface LastDone {
  /** Who finished a record last, and which; -1: nobody. */
  member: string
  offset: number
  /** The group's committed offset, or the store's; -1: none. */
  committed: number
}

/** A crash fell between processing and commit: what is done will be read again. */
export const crashBetweenProcessingAndCommit: Sometimes = {
  name: 'crash-between-processing-and-commit',
  statement: 'A member crashed after it had processed a record and before that was committed.',
  monitor: () => {
    let seen = false
    const places = createPlaces<LastDone>(
      () => ({ member: '', offset: -1, committed: -1 }),
      (data) => {
        data.offset = -1
        data.committed = -1
      },
    )
    return {
      on: {
        'processing-done': ({ topic, partition, member, offset }) => {
          const { data } = placeOf(places, topic, partition)
          data.member = member
          data.offset = offset
        },
        'commit-applied': ({ topic, partition, offset }) => {
          placeOf(places, topic, partition).data.committed = offset
        },
        'store-saved': ({ topic, partition, offset }) => {
          placeOf(places, topic, partition).data.committed = offset
        },
        fault: ({ fault, member }) => {
          if (seen || fault !== 'crash') return
          seen = places.mentioned.some(
            ({ data }) =>
              data.offset >= 0 && data.member === member && data.offset >= data.committed,
          )
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
