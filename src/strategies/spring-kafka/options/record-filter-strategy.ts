/**
 * `recordFilterStrategy`: keeps records from a `@KafkaListener`.
 *
 * A record that is filtered out counts as handled; in the MANUAL modes nobody acknowledges it
 * unless `ackDiscarded` says so. A batch listener is called with what is left of its batch, also
 * with nothing; its acknowledgment and the index of a nack or of a failure speak of the batch as it
 * was polled.
 * Left out: `ignoreEmptyBatch`, `filterBatch`.
 * Source: `FilteringMessageListenerAdapter.onMessage`, `FilteringBatchMessageListenerAdapter`.
 */
import { acknowledgmentOf } from '../acknowledgments.ts'
import type { RecordFilterStrategy } from '../listener.ts'
import { containerOption, valueIn } from '../option.ts'
import { skipOthers } from '../skip-others.ts'
import { ackDiscarded } from './ack-discarded.ts'
import { effectiveAckMode } from './ack-mode.ts'

/** What keeps records from the listener. */
export const recordFilterStrategy = containerOption({
  name: 'recordFilterStrategy',
  byDefault: null as RecordFilterStrategy | null,
  summary: 'True for records that the listener is not to see.',
  steps(filter, before, others) {
    if (filter === null) return {}
    const manual = effectiveAckMode(others).startsWith('MANUAL')
    const acknowledges = manual && valueIn(ackDiscarded, others)
    return {
      *listen(container, record) {
        if (!filter(record)) return yield* before.listen(container, record)
        yield* container.services.skip(record)
        if (acknowledges) yield* acknowledgmentOf(container, record).acknowledge()
      },
      *listenToBatch(container, records, polled) {
        const kept = records.filter((record) => !filter(record))
        yield* skipOthers(container, records, kept)
        yield* before.listenToBatch(container, kept, polled)
      },
    }
  },
})
