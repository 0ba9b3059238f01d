import type { ConsumerRecord, Program } from '../../model/consumer/api.ts'
import { nextOffsets } from '../offsets.ts'
import type { Strategy } from '../strategy.ts'
import { mayPollOn } from './commit-errors.ts'

const recordsPerCommit = 5

/**
 * Commit on revoke: `commitSync(offsets)` every five records, and in `onPartitionsRevoked`.
 *
 * The listener runs inside poll, before the partitions go to somebody else, and it may still
 * commit: the next owner starts where this one stopped. Only records that are done are counted:
 * at least once. Partitions that were *lost* are another matter: they may have a new owner
 * already, a commit would be refused, and what is known of them is forgotten.
 */
export const commitOnRevoke: Strategy = {
  name: 'commit-on-revoke',
  summary:
    'Commit on revoke: `commitSync(offsets)` every five records, and in `onPartitionsRevoked`.',
  claims: 'at-least-once',
  reprocessingMax: () => recordsPerCommit,
  stalls: {
    under: 'any',
    because:
      'what is left of five records stays uncommitted for as long as no more come, so that the ' +
      'lag does not reach zero',
  },
  *run({ consumer, process, topic }) {
    let done: ConsumerRecord[] = []
    function* commitDone(): Program<void> {
      if (done.length === 0) return
      try {
        yield* consumer.commitSync(nextOffsets(done))
        done = []
      } catch (error) {
        if (!mayPollOn(error)) throw error
      }
    }
    yield* consumer.subscribe([topic], {
      *onPartitionsRevoked() {
        yield* commitDone()
        done = []
      },
      // biome-ignore lint/correctness/useYield: a callback is a program, and this one never waits.
      *onPartitionsLost() {
        done = []
      },
    })
    for (;;) {
      for (const record of yield* consumer.poll()) {
        yield* process(record)
        done.push(record)
        if (done.length >= recordsPerCommit) yield* commitDone()
      }
    }
  },
}
