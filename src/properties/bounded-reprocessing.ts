/**
 * Bounded reprocessing: a fault costs no more repeated work than the strategy declares.
 *
 * At least once allows any number of repeats; in production the number is what one pays. The
 * bound is per partition and fault: with no fault at all, nothing may be started twice.
 */

import { clearFound, foundSoFar } from './folds/found.ts'
import { shared } from './frame/shared-state.ts'
import { both, type Keeper, kept, keptList, keptNothing } from './kept.ts'
import { mix } from './lanes.ts'
import { type Monitor, type MonitorContext, property, type Witness } from './property.ts'
import { STARTED } from './records/partition-records.ts'
import { createLedger } from './records/record-state.ts'
import { createPlaces, placeOf, resetPlaces } from './state/partition-table.ts'
import { type KeepingData, keepPlaces } from './state/per-partition.ts'

/** Re-deliveries after one fault stay within the bound that the strategy declares. */
export const boundedReprocessing = property({
  name: 'bounded-reprocessing',
  statement: 'Per fault, no more records were started again than the strategy declares.',
  monitor: (context) =>
    context.reprocessingMax === null ? unbounded() : bounded(context, context.reprocessingMax),
})

interface Repeated {
  repeats: number
  exceeded: boolean
}

const keeping: KeepingData<Repeated, Readonly<Repeated>> = {
  copy: ({ repeats, exceeded }) => ({ repeats, exceeded }),
  load: (data, { repeats, exceeded }) => {
    data.repeats = repeats
    data.exceeded = exceeded
  },
  mix: ({ data }, _, part) => {
    mix(part, data.repeats)
    return data.repeats > 0
  },
}

function unbounded(): Monitor {
  return {
    on: {},
    reset: () => {},
    witnesses: () => [],
    kept: keptNothing,
    notApplicable: () => 'declares no bound',
  }
}

function bounded(context: MonitorContext, reprocessingMax: number): Monitor {
  const ledger = shared(context, createLedger)
  const found: Witness[] = []
  let faults = 0
  const places = createPlaces<Repeated>(
    () => ({ repeats: 0, exceeded: false }),
    (data) => {
      data.repeats = 0
      data.exceeded = false
    },
  )
  const faultCount: Keeper<number> = {
    save: () => faults,
    restore: (saved) => {
      faults = saved
    },
    fingerprint: (saved, _, into) => mix(into, saved * reprocessingMax),
  }
  return {
    folds: [ledger],
    on: {
      fault: () => {
        faults++
      },
      'processing-started': ({ topic, partition, offset }, index) => {
        if (!ledger.restarted) return
        const { data } = placeOf(places, topic, partition)
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
      clearFound(found)
    },
    witnesses: () => foundSoFar(found),
    kept: kept(both(keepPlaces(places, keeping), both(faultCount, keptList(found)))),
    reads: STARTED,
    broken: () => found.length > 0,
  }
}

function tell(repeats: number, faults: number, bound: number): string {
  const after = faults === 1 ? '1 fault' : `${faults} faults`
  const times = repeats === 1 ? '1 repeat' : `${repeats} repeats`
  return `is started again: ${times} in the partition after ${after}, at most ${bound} per fault`
}
