import { isException } from '../../model/errors.ts'
import { nextOffsets } from '../offsets.ts'
import type { Strategy } from '../strategy.ts'

/**
 * Kafka transactions without a rewind: `catch (KafkaException e) { producer.abortTransaction(); }`,
 * and the loop polls on.
 *
 * The abort undoes the results and leaves the consumer's position behind them. The next transaction
 * commits offsets past the aborted batch, and its records are lost, within one session and without
 * a crash. Cure: seek back to the first record of the batch.
 */
export const transactionAbortWithoutRewind: Strategy = {
  name: 'transaction-abort-without-rewind',
  summary:
    'Kafka transactions without a rewind: ' +
    '`catch (KafkaException e) { producer.abortTransaction(); }`, and the loop polls on.',
  claims: 'exactly-once',
  settings: { 'isolation.level': 'read_committed' },
  caughtBy: { property: 'at-least-once', under: 'handler-error' },
  fixedBy: 'transactional',
  uses: ['transactions'],
  *run({ consumer, producer, process }) {
    yield* producer.initTransactions()
    for (;;) {
      const records = yield* consumer.poll()
      if (records.length === 0) continue
      const transaction = yield* producer.beginTransaction()
      try {
        for (const record of records) yield* process(record, transaction)
        const group = yield* consumer.groupMetadata()
        yield* producer.sendOffsetsToTransaction(nextOffsets(records), group)
      } catch (error) {
        const refused = isException(error, 'CommitFailedException')
        if (!refused && !isException(error, 'HandlerError')) throw error
        yield* producer.abortTransaction()
        continue
      }
      yield* producer.commitTransaction()
    }
  },
}
