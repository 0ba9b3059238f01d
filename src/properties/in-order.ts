/**
 * In order: first-time effects of a partition are in offset order.
 *
 * Kafka keeps the order of a partition, and what reads it may rely on that. A repeat is no breach
 * of it: somebody who ignores repeats still sees every record in order. A record that takes effect
 * for the first time after a later one did has been overtaken for good.
 */

import { clearFound, foundSoFar } from './folds/found.ts'
import { shared } from './frame/shared-state.ts'
import { both, kept, keptList } from './kept.ts'
import { mix } from './lanes.ts'
import { property, type Witness } from './property.ts'
import { EFFECTIVE } from './records/partition-records.ts'
import { createLedger } from './records/record-state.ts'
import { createPlaces, placeOf, resetPlaces } from './state/partition-table.ts'
import { type KeepingData, keepPlaces } from './state/per-partition.ts'

interface Highest {
  /** The highest offset that has taken effect; -1: none. */
  offset: number
}

const keeping: KeepingData<Highest, number> = {
  copy: ({ offset }) => offset,
  load: (data, saved) => {
    data.offset = saved
  },
  mix: ({ data }, _, part) => {
    mix(part, data)
    return data >= 0
  },
}

/** First-time effects of a partition are in offset order. */
export const inOrder = property({
  name: 'in-order',
  statement: 'The records of a partition took effect in offset order, repeats aside.',
  monitor: (context) => {
    const ledger = shared(context, createLedger)
    const found: Witness[] = []
    const places = createPlaces<Highest>(
      () => ({ offset: -1 }),
      (data) => {
        data.offset = -1
      },
    )
    const look = (index: number) => {
      for (let i = 0; i < ledger.counting; i++) {
        const counted = ledger.counted[i]
        if (counted === undefined || counted.times !== 1) continue
        const { topic, partition } = counted.place
        const highest = placeOf(places, topic, partition).data
        const { offset } = counted
        if (offset > highest.offset) highest.offset = offset
        else {
          const text = `took effect only after @${highest.offset} had`
          found.push({ topic, partition, offsets: [offset], text, at: index })
        }
      }
    }
    return {
      folds: [ledger],
      on: {
        effect: (_, index) => look(index),
        'transaction-committed': (_, index) => look(index),
        'truncated-to': ({ topic, partition, offset }) => {
          const highest = placeOf(places, topic, partition).data
          highest.offset = Math.min(highest.offset, offset - 1)
        },
      },
      reset: () => {
        resetPlaces(places)
        clearFound(found)
      },
      witnesses: () => foundSoFar(found),
      kept: kept(both(keepPlaces<Highest, number>(places, keeping), keptList(found))),
      reads: EFFECTIVE,
      broken: () => found.length > 0,
    }
  },
})
