/**
 * Commit acknowledged is applied: a client never reports a commit that did not happen.
 *
 * An application that is told "committed" acts on it: it drops its own notes, or lets a
 * partition go. A success that the coordinator never saw (a client that skips the request, an
 * answer taken for another's) is a promise that nobody keeps.
 */
import { clearFound, foundSoFar } from './folds/found.ts'
import { createPlaces, placeOf, resetPlaces } from './folds/places.ts'
import { property, type Witness } from './property.ts'

interface Applied {
  /** The run in which the commit of that number was applied last: so nothing needs clearing. */
  readonly runs: number[]
}

/** Whatever the client reported as committed, the coordinator has applied. */
export const commitAcknowledgedIsApplied = property({
  name: 'commit-acknowledged-is-applied',
  statement: 'Whatever the client reported as committed, the coordinator had applied.',
  monitor: () => {
    const found: Witness[] = []
    const places = createPlaces<Applied>(
      () => ({ runs: [] }),
      () => {},
    )
    return {
      on: {
        'commit-applied': ({ topic, partition, commit }) => {
          placeOf(places, topic, partition).data.runs[commit] = places.run
        },
        'commit-acknowledged': ({ topic, partition, commit, member, offset }, index) => {
          const { runs } = placeOf(places, topic, partition).data
          if (runs[commit] === places.run) return
          const text = `commit of ${offset} was acknowledged to ${member} but never applied`
          found.push({ topic, partition, offsets: [], text, at: index })
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
