/**
 * Commit acknowledged is applied: a client never reports a commit that did not happen.
 *
 * An application that is told "committed" acts on it: it drops its own notes, or lets a
 * partition go. A success that the coordinator never saw (a client that skips the request, an
 * answer taken for another's) is a promise that nobody keeps.
 */
import { createPlaces, placeOf, resetPlaces } from './folds/places.ts'
import { property, type Witness } from './property.ts'

/** Whatever the client reported as committed, the coordinator has applied. */
export const commitAcknowledgedIsApplied = property({
  name: 'commit-acknowledged-is-applied',
  statement: 'Whatever the client reported as committed, the coordinator had applied.',
  monitor: () => {
    const found: Witness[] = []
    const places = createPlaces<{ readonly applied: number[] }>(
      () => ({ applied: [] }),
      (data) => {
        data.applied.length = 0
      },
    )
    return {
      on: {
        'commit-applied': ({ topic, partition, commit }) => {
          placeOf(places, topic, partition).data.applied.push(commit)
        },
        'commit-acknowledged': ({ topic, partition, commit, member, offset }, index) => {
          const { applied } = placeOf(places, topic, partition).data
          // The answer mostly concerns one of the latest commits: look there first.
          if (applied.lastIndexOf(commit) >= 0) return
          const text = `commit of ${offset} was acknowledged to ${member} but never applied`
          found.push({ topic, partition, offsets: [], text, at: index })
        },
      },
      reset: () => {
        resetPlaces(places)
        found.length = 0
      },
      witnesses: () => found.slice(),
    }
  },
})
