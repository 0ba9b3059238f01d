/**
 * Commit acknowledged is applied: a client never reports a commit that did not happen.
 *
 * An application that is told "committed" acts on it: it drops its own notes, or lets a
 * partition go. A success that the coordinator never saw (a client that skips the request, an
 * answer taken for another's) is a promise that nobody keeps.
 */
import { clearFound, foundSoFar } from './folds/found.ts'
import { type KeepingData, keepPlaces } from './folds/keep-places.ts'
import { createPlaces, placeOf, resetPlaces } from './folds/places.ts'
import { both, kept, keptList, refill } from './kept.ts'
import { addPart, createLanes, type Lanes, mix } from './lanes.ts'
import { property, type Witness } from './property.ts'

interface Applied {
  /** The numbers of the commits that were applied. */
  readonly commits: number[]
}

const keeping: KeepingData<Applied, readonly number[]> = {
  copy: ({ commits }) => commits.slice(),
  load: ({ commits }, saved) => refill(commits, saved),
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
      () => ({ commits: [] }),
      ({ commits }) => refill(commits, []),
    )
    return {
      on: {
        'commit-applied': ({ topic, partition, commit }) => {
          placeOf(places, topic, partition).data.commits.push(commit)
        },
        'commit-acknowledged': ({ topic, partition, commit, member, offset }, index) => {
          const { commits } = placeOf(places, topic, partition).data
          // From the end: mostly it was one of the latest.
          if (commits.lastIndexOf(commit) >= 0) return
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
