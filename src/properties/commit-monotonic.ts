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
import { createPlaces, placeOf, resetPlaces } from './folds/places.ts'
import { property, type Witness } from './property.ts'

interface Committed {
  /** -1: none. */
  offset: number
  /** The event that said so last; -1: before the run. */
  at: number
  /** Who set a position explicitly, and with which event. */
  readonly members: string[]
  readonly movedAt: number[]
}

/** The committed offset of a partition never goes back, except by an explicit reset or seek. */
export const commitMonotonic = property({
  name: 'commit-monotonic',
  statement: 'The committed offset of a partition never went back without a reset or a seek.',
  monitor: () => {
    const found: Witness[] = []
    const places = createPlaces<Committed>(
      () => ({ offset: -1, at: -1, members: [], movedAt: [] }),
      clear,
    )
    return {
      on: {
        position: (event, index) => {
          if (event.reason === 'committed') return
          noteMove(placeOf(places, event.topic, event.partition).data, event.member, index)
        },
        'committed-offset-lost': ({ topic, partition, offset }, index) => {
          const { data } = placeOf(places, topic, partition)
          data.offset = offset ?? -1
          data.at = index
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
    }
  },
})

function clear(data: Committed): void {
  data.offset = -1
  data.at = -1
  if (data.members.length > 0) {
    data.members.length = 0
    data.movedAt.length = 0
  }
}

function noteMove(data: Committed, member: string, index: number): void {
  const known = data.members.indexOf(member)
  if (known >= 0) data.movedAt[known] = index
  else {
    data.members.push(member)
    data.movedAt.push(index)
  }
}

function apply(data: Committed, event: EventOf<'commit-applied'>, index: number): Witness | null {
  const before = Math.max(data.offset, event.previous ?? -1)
  const goesBack = event.offset < before && event.offset >= 0
  const wanted = goesBack && movedSince(data, event.member)
  data.offset = event.offset
  data.at = index
  if (!goesBack || wanted) return null
  const { topic, partition, offset, member } = event
  const text = `committed offset goes back from ${before} to ${offset}, by a commit of ${member}`
  return { topic, partition, offsets: [], text, at: index }
}

function movedSince(data: Committed, member: string): boolean {
  const known = data.members.indexOf(member)
  return known >= 0 && (data.movedAt[known] ?? -1) > data.at
}
