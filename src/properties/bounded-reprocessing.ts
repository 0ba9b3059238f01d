/**
 * Bounded reprocessing: a fault costs no more repeated work than the strategy declares.
 *
 * At least once allows any number of repeats; in production the number is what one pays. The
 * bound is per partition and fault: with no fault at all, nothing may be started twice.
 */
import {
  createPlaces,
  cutBack,
  handOut,
  isStale,
  mark,
  marksOf,
  placeOf,
  resetPlaces,
} from './folds/places.ts'
import { type Monitor, property, type Witness } from './property.ts'

const STARTED = 1

/** Re-deliveries after one fault stay within the bound that the strategy declares. */
export const boundedReprocessing = property({
  name: 'bounded-reprocessing',
  statement: 'Per fault, no more records were started again than the strategy declares.',
  monitor: ({ reprocessingMax }) =>
    reprocessingMax === null ? unbounded() : bounded(reprocessingMax),
})

function unbounded(): Monitor {
  return {
    on: {},
    reset: () => {},
    witnesses: () => [],
    notApplicable: () => 'declares no bound',
  }
}

function bounded(reprocessingMax: number): Monitor {
  const found: Witness[] = []
  let faults = 0
  const places = createPlaces<{ repeats: number; exceeded: boolean }>(
    () => ({ repeats: 0, exceeded: false }),
    (data) => {
      data.repeats = 0
      data.exceeded = false
    },
  )
  return {
    on: {
      fault: () => {
        faults++
      },
      polled: (event) => {
        handOut(placeOf(places, event.topic, event.partition), event.member, event.offsets)
      },
      'truncated-to': ({ topic, partition, offset }) => {
        cutBack(placeOf(places, topic, partition), offset)
      },
      'processing-started': ({ topic, partition, offset, member }, index) => {
        const place = placeOf(places, topic, partition)
        if (isStale(place, member, offset)) return
        if ((marksOf(place, offset) & STARTED) === 0) {
          mark(place, offset, STARTED)
          return
        }
        const { data } = place
        data.repeats++
        if (data.exceeded || data.repeats <= reprocessingMax * faults) return
        data.exceeded = true
        const text = tell(data.repeats, faults, reprocessingMax)
        found.push({ topic, partition, offsets: [offset], text, at: index })
      },
    },
    reset: () => {
      resetPlaces(places)
      faults = 0
      found.length = 0
    },
    witnesses: () => found.slice(),
  }
}

function tell(repeats: number, faults: number, bound: number): string {
  const after = faults === 1 ? '1 fault' : `${faults} faults`
  const times = repeats === 1 ? '1 repeat' : `${repeats} repeats`
  return `is started again: ${times} in the partition after ${after}, at most ${bound} per fault`
}
