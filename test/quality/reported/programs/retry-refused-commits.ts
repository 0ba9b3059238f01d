/**
 * A container's loop that keeps a commit which a rebalance has refused, and sends it again: after
 * the next poll, and when partitions are revoked. As reported it goes on keeping the old offsets
 * when a newer commit has succeeded in between; the cure forgets them then.
 *
 * https://github.com/spring-projects/spring-kafka/issues/3186
 */
import type { Offsets, Program } from '../../../../src/model/consumer/api.ts'
import { isException } from '../../../../src/model/errors.ts'
import { mayPollOn } from '../../../../src/strategies/kafka-consumer/commit-errors.ts'
import { nextOffsets, samePartition, updated } from '../../../../src/strategies/offsets.ts'
import type { Strategy } from '../../../../src/strategies/strategy.ts'

/** As reported. */
export const retryRefusedCommits = container('retry-refused-commits', false)
/** With the cure. */
export const retryUnlessSuperseded = container('retry-unless-superseded', true)

function container(name: string, forgetSuperseded: boolean): Strategy {
  return {
    name,
    claims: 'at-least-once',
    settings: { 'partition.assignment.strategy': 'cooperative-sticky' },
    *run({ consumer, process, topic }) {
      let refused: Offsets = []
      function* commit(offsets: Offsets): Program<void> {
        if (offsets.length === 0) return
        try {
          yield* consumer.commitSync(offsets)
          if (forgetSuperseded) refused = without(refused, offsets)
        } catch (error) {
          if (!mayPollOn(error)) throw error
          if (isException(error, 'RebalanceInProgressException'))
            refused = updated(refused, offsets)
        }
      }
      function* commitAgain(): Program<void> {
        const again = refused
        refused = []
        yield* commit(again)
      }
      yield* consumer.subscribe([topic], { onPartitionsRevoked: commitAgain })
      for (;;) {
        const records = yield* consumer.poll()
        for (const record of records) yield* process(record)
        yield* commit(nextOffsets(records))
      }
    },
  }
}

function without(offsets: Offsets, superseded: Offsets): Offsets {
  return offsets.filter((old) => !superseded.some((newer) => samePartition(old, newer)))
}
