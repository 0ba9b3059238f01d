/**
 * Commit acknowledged is applied: a client never reports a commit that did not happen.
 *
 * An application that is told "committed" acts on it: it drops its own notes, or lets a
 * partition go. A success that the coordinator never saw (a client that skips the request, an
 * answer taken for another's) is a promise that nobody keeps.
 */
import { clearFound, foundSoFar } from './folds/found.ts'
import { both, kept, keptList } from './kept.ts'
import { addPart, createLanes, type Lanes, mix } from './lanes.ts'
import { property, type Witness } from './property.ts'
import { createPlaces, placeOf, resetPlaces } from './state/partition-table.ts'
import { type KeepingData, keepPlaces } from './state/per-partition.ts'

interface Applied {
  run: number
  /** The run in which the commit of that number was applied last: so nothing needs clearing. */
  readonly runs: number[]
}

const keeping: KeepingData<Applied, readonly number[]> = {
  copy: ({ run, runs }) => {
    const applied: number[] = []
    for (let commit = 0; commit < runs.length; commit++) {
      if (runs[commit] === run) applied.push(commit)
    }
    return applied
  },
  load: (data, saved) => {
    data.run++
    for (const commit of saved) data.runs[commit] = data.run
  },
  mix: ({ data }) => data.length > 0,
  mixNames: ({ data }, { names }, part) => {
    const sum: Lanes = { low: 0, high: 0 }
    for (const commit of data) {
      const name = names.commit(commit)
      if (name < 0) continue
      const one = createLanes()
      mix(one, name)
      addPart(sum, one)
    }
    mix(part, sum.low)
    mix(part, sum.high)
  },
}

/** Whatever the client reported as committed, the coordinator has applied. */
export const commitAcknowledgedIsApplied = property({
  name: 'commit-acknowledged-is-applied',
  statement: 'Whatever the client reported as committed, the coordinator had applied.',
  monitor: () => {
    const found: Witness[] = []
    const places = createPlaces<Applied>(
      () => ({ run: 1, runs: [] }),
      (data) => {
        data.run++
      },
    )
    return {
      on: {
        'commit-applied': ({ topic, partition, commit }) => {
          const { data } = placeOf(places, topic, partition)
          data.runs[commit] = data.run
        },
        'commit-acknowledged': ({ topic, partition, commit, member, offset }, index) => {
          const { run, runs } = placeOf(places, topic, partition).data
          if (runs[commit] === run) return
          const text = `commit of ${offset} was acknowledged to ${member} but never applied`
          found.push({ topic, partition, offsets: [], text, at: index })
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
