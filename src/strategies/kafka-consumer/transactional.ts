import { isException } from '../../model/errors.ts'
import { firstOffsets, nextOffsets } from '../offsets.ts'
import { seekTo } from '../seeking.ts'
import type { Strategy } from '../strategy.ts'

/**
 * Kafka transactions: read, process and write with `sendOffsetsToTransaction(offsets,
 * consumer.groupMetadata())`, `isolation.level=read_committed`.
 *
 * Results and offsets are committed together or not at all, and the group's metadata lets the
 * coordinator refuse a zombie (KIP-447): exactly once, from Kafka to Kafka. A refused offset
 * aborts the transaction, and the batch is read again: an abort does not move the position back.
 * A fenced producer, and a commit whose outcome is unknown, end the process: the next
 * `initTransactions` of the same `transactional.id` settles what was left open.
 *
 * A cooperative member is given records while it rejoins; their transaction is refused and they
 * come again, at every rebalance: no bound per fault is declared there.
 *
 * It does not survive `commit-delayed` and `disconnect`: before KIP-890 a request of an earlier
 * transaction that arrives while a later one of the same producer epoch is open is taken as part of
 * that one. An offset commit moves the group back; an EndTxn that was sent again over another
 * connection, and answered, commits what the later one has written so far, without its offsets:
 * it is told by producer id and epoch, and only version 2 raises the epoch at each end
 * (`TransactionCoordinator.endTransaction`).
 */
export const transactional: Strategy = {
  name: 'transactional',
  summary:
    'Kafka transactions: read, process and write with `sendOffsetsToTransaction(offsets, ' +
    'consumer.groupMetadata())`, `isolation.level=read_committed`.',
  claims: 'exactly-once',
  settings: { 'isolation.level': 'read_committed' },
  uses: ['transactions'],
  exposedTo: ['commit-delayed', 'disconnect'],
  stalls: {
    under: ['offsets-loss'],
    because:
      'a refused transaction does not tell a member that the group has forgotten it: it seeks, ' +
      'polls and is refused again for as long as no heartbeat comes in between',
  },
  reprocessingMax: (settings) =>
    settings['partition.assignment.strategy'] === 'cooperative-sticky'
      ? null
      : settings['max.poll.records'],
  *run({ consumer, producer, process }) {
    yield* producer.initTransactions()
    for (;;) {
      const records = yield* consumer.poll()
      if (records.length === 0) continue
      const transaction = yield* producer.beginTransaction()
      for (const record of records) yield* process(record, transaction)
      try {
        const group = yield* consumer.groupMetadata()
        yield* producer.sendOffsetsToTransaction(nextOffsets(records), group)
      } catch (error) {
        if (!isException(error, 'CommitFailedException')) throw error
        yield* producer.abortTransaction()
        yield* seekTo(consumer, firstOffsets(records))
        continue
      }
      yield* producer.commitTransaction()
    }
  },
}
