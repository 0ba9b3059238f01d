/** Setting positions from offsets that are kept somewhere else than in the group. */
import type { Consumer, Offsets, Program, TopicPartition } from '../model/consumer/api.ts'
import type { Store } from './strategy.ts'

/** Seeks every partition to its entry. */
export function* seekTo(consumer: Consumer, offsets: Offsets): Program<void> {
  for (const { topic, partition, offset } of offsets) {
    yield* consumer.seek({ topic, partition }, offset)
  }
}

/**
 * Seeks these partitions to where the store says, and returns that. Its StoreException is for the
 * caller to pass on: to read from a position that nobody vouches for would lose or repeat records.
 */
export function* seekToStored(
  consumer: Consumer,
  store: Store,
  partitions: readonly TopicPartition[],
): Program<Offsets> {
  const stored = yield* store.loadOffsets(partitions)
  yield* seekTo(consumer, stored)
  return stored
}
