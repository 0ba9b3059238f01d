import type { ConsumerRecord, Offsets, Program, TopicPartition } from '../../model/consumer/api.ts'
import { isException } from '../../model/errors.ts'
import { entriesOf, nextOffsets, updated } from '../offsets.ts'
import { seekToStored } from '../seeking.ts'
import type { Strategy } from '../strategy.ts'

/**
 * Offset first, then the result: a conditional write to an external store (a ZooKeeper node and
 * its version), with a `seek` in `onPartitionsAssigned`.
 *
 * A record is processed only by whoever moved the offset over it: at most once, and a crash
 * between the two writes loses one record. The condition is needed: a zombie that wrote without
 * asking would process what the new owner has done, and move the offset back. A record whose
 * write failed with unknown outcome is not processed; the store tells where to go on.
 */
export const externalStoreOffsetFirst: Strategy = {
  name: 'external-store-offset-first',
  summary:
    'Offset first, then the result: a conditional write to an external store (a ZooKeeper node ' +
    'and its version), with a `seek` in `onPartitionsAssigned`.',
  claims: 'at-most-once',
  uses: ['store'],
  reprocessingMax: () => 0,
  *run({ consumer, process, store, topic }) {
    let stored: Offsets = []
    function* resume(partitions: readonly TopicPartition[]): Program<void> {
      stored = updated(stored, yield* seekToStored(consumer, store, partitions))
    }
    function* moveOffsetOver(record: ConsumerRecord): Program<boolean> {
      const next = nextOffsets([record])
      try {
        yield* store.commit(yield* store.begin(), next, entriesOf(stored, next))
        stored = updated(stored, next)
        return true
      } catch (error) {
        const conflict = isException(error, 'StoreConflictException')
        if (!conflict && !isException(error, 'StoreException')) throw error
        yield* resume(yield* consumer.assignment())
        return false
      }
    }
    yield* consumer.subscribe([topic], { onPartitionsAssigned: resume })
    for (;;) {
      for (const record of yield* consumer.poll()) {
        if (!(yield* moveOffsetOver(record))) break
        yield* process(record)
      }
    }
  },
}
