/**
 * Commit monotonic: the committed offset of a partition never goes back by itself.
 *
 * The coordinator takes whatever offset a valid member sends, lower ones too. A commit that is
 * applied after a newer one (a retry, a delayed request, a zombie of the same generation) undoes
 * it, and what was done in between will be read again. A member that set its position explicitly
 * (a seek, a reset) after the higher commit has said that it wants to go back. So has one that
 * commits no place at all: kafkajs gives an offset up by committing -1 (latest) or -2 (earliest).
 */
import type { EventOf } from '../model/history.ts'
import { clearFound, foundSoFar } from './folds/found.ts'
import { both, kept, keptList, refill } from './kept.ts'
import { addPart, createLanes, type Lanes, mix } from './lanes.ts'
import { property, type Witness } from './property.ts'
import { createPlaces, placeOf, resetPlaces } from './state/partition-table.ts'
import { type KeepingData, keepPlaces } from './state/per-partition.ts'

interface Committed {
  /** -1: none. */
  offset: number
  /** Who has set a position explicitly since then. */
  readonly moved: string[]
}

const keeping: KeepingData<Committed, Readonly<Committed>> = {
  copy: ({ offset, moved }) => ({ offset, moved: moved.slice() }),
  load: (data, saved) => {
    data.offset = saved.offset
    refill(data.moved, saved.moved)
  },
  mix: ({ data }, _, part) => {
    mix(part, data.offset)
    return data.offset >= 0 || data.moved.length > 0
  },
  mixNames: ({ data }, { names }, part) => {
    const sum: Lanes = { low: 0, high: 0 }
    for (const member of data.moved) {
      const name = names.member(member)
      if (name < 0) continue
      const one = createLanes()
      mix(one, name)
      addPart(sum, one)
    }
    mix(part, sum.low)
    mix(part, sum.high)
  },
}

/** The committed offset of a partition never goes back, except by an explicit reset or seek. */
export const commitMonotonic = property({
  name: 'commit-monotonic',
  statement: 'The committed offset of a partition never went back without a reset or a seek.',
  monitor: () => {
    const found: Witness[] = []
    const places = createPlaces<Committed>(
      () => ({ offset: -1, moved: [] }),
      (data) => set(data, -1),
    )
    return {
      on: {
        position: (event) => {
          if (event.reason === 'committed') return
          const { moved } = placeOf(places, event.topic, event.partition).data
          if (!moved.includes(event.member)) moved.push(event.member)
        },
        'committed-offset-lost': ({ topic, partition, offset }) => {
          set(placeOf(places, topic, partition).data, offset ?? -1)
        },
        'commit-applied': (event, index) => {
          const { data } = placeOf(places, event.topic, event.partition)
          const witness = apply(data, event, index)
          if (witness !== null) found.push(witness)
        },
      },
      reset: () => {
        resetPlaces(places)
        clearFound(found)
      },
      witnesses: () => foundSoFar(found),
      kept: kept(both(keepPlaces(places, keeping), keptList(found))),
      broken: () => found.length > 0,
    }
  },
})

/** From here on whoever wants to go back has to say so again. */
function set(data: Committed, offset: number): void {
  data.offset = offset
  while (data.moved.length > 0) data.moved.pop()
}

function apply(data: Committed, event: EventOf<'commit-applied'>, index: number): Witness | null {
  const before = Math.max(data.offset, event.previous ?? -1)
  const goesBack = event.offset < before && event.offset >= 0
  const wanted = goesBack && data.moved.includes(event.member)
  set(data, event.offset)
  if (!goesBack || wanted) return null
  const { topic, partition, offset, member } = event
  const text = `committed offset goes back from ${before} to ${offset}, by a commit of ${member}`
  return { topic, partition, offsets: [], text, at: index }
}
