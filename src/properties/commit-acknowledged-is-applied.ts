/**
 * Commit acknowledged is applied: a client never reports a commit that did not happen.
 *
 * An application that is told "committed" acts on it: it drops its own notes, or lets a
 * partition go. A success that the coordinator never saw (a client that skips the request, an
 * answer taken for another's) is a promise that nobody keeps. What counts is what the application
 * was told: `consumer.commitOffsets` of kafkajs 2.2.4 is fulfilled without a commit while its
 * consumer stops (`Runner.commitOffsets`), so that its services do not claim this.
 */
import { property } from './property.ts'
import { addCommit, commits, hasCommit } from './state/commit-set.ts'
import { entryOf } from './state/partition-table.ts'
import { perPartition } from './state/per-partition.ts'

/** Whatever the client reported as committed, the coordinator has applied. */
export const commitAcknowledgedIsApplied = property({
  name: 'commit-acknowledged-is-applied',
  heading: 'applied',
  statement: 'Whatever the client reported as committed, the coordinator had applied.',
  state: { known: perPartition({ applied: commits() }) },
  on: ({ own: { known }, found }) => ({
    'commit-applied': ({ topic, partition, commit }) => {
      addCommit(entryOf(known, topic, partition).data.applied, commit)
    },
    'commit-acknowledged': ({ topic, partition, commit, member, offset }, index) => {
      if (hasCommit(entryOf(known, topic, partition).data.applied, commit)) return
      const text = `commit of ${offset} was acknowledged to ${member} but never applied`
      found.push({ topic, partition, offsets: [], text, at: index })
    },
  }),
  brokenBy: { strategy: 'kafkajs-commit-after-each', under: 'shutdown' },
  examples: {
    breaks: [
      {
        when: 'the client answers for a coordinator that never saw the request',
        history: `
          A requests a commit of 3
          A's commit is acknowledged
          ✗ commit of 3 was acknowledged to A but never applied`,
      },
    ],
    holds: [
      {
        when: 'the coordinator applied it first',
        history: `
          A requests a commit of 3
          A's commit is applied
          A's commit is acknowledged`,
      },
    ],
  },
})
