/**
 * Offsets in the user's own store: a ConsumerAwareRebalanceListener saves the position of revoked
 * partitions, and a ConsumerSeekAware listener seeks to what the store says on assignment.
 *
 * Kafka is told nothing: the ack mode is MANUAL and nobody acknowledges. The position is safe to
 * save in a rebalance: the hook runs inside poll, when all records of the last poll are handled and
 * a failed one has been seeked. A crash saves nothing: all since the last rebalance comes again. At
 * a stop it is not: one that comes when poll has just returned throws the records away, with the
 * positions behind them, and what the hook then saves is a loss (seen in 3.3.16 and 4.1.2).
 */
import type { TopicPartitionOffset } from '../../model/consumer/api.ts'
import type { Services } from '../strategy.ts'
import type { ConsumerAwareRebalanceListener, ConsumerSeekAware } from './listener.ts'
import { springStrategy } from './spring-strategy.ts'

/** Saves positions on revocation, seeks on assignment. */
export const springExternalStoreSeek = springStrategy({
  name: 'spring-external-store-seek',
  summary: 'Spring Kafka with offsets in a store: saved on revocation, sought on assignment.',
  uses: ['store'],
  exposedTo: ['shutdown'],
  stalls: {
    under: ['poison-record'],
    because:
      'the offset of a record that is given up is committed to the group, where nothing else of ' +
      'it ever is: its lag grows from then on',
  },
  properties: {
    ackMode: 'MANUAL',
    assignmentCommitOption: 'NEVER',
    consumerRebalanceListener: savePositions,
    seekAware: seekToStore,
  },
})

function savePositions({ consumer, store }: Services): ConsumerAwareRebalanceListener {
  return {
    *onPartitionsRevokedAfterCommit(partitions) {
      const offsets: TopicPartitionOffset[] = []
      for (const { topic, partition } of partitions) {
        const offset = yield* consumer.position({ topic, partition })
        offsets.push({ topic, partition, offset })
      }
      if (offsets.length > 0) yield* store.saveOffsets(offsets)
    },
  }
}

function seekToStore({ store }: Services): ConsumerSeekAware {
  return {
    *onPartitionsAssigned(assignments, callback) {
      if (assignments.length === 0) return
      for (const { topic, partition, offset } of yield* store.loadOffsets(assignments)) {
        yield* callback.seek({ topic, partition }, offset)
      }
    },
  }
}
