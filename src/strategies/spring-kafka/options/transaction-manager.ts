/**
 * `transactionManager`: each record, or each batch, in a transaction.
 *
 * With Kafka's the offsets of a record are sent to its transaction when the listener has returned,
 * whatever the ack mode; MANUAL_IMMEDIATE sends them when the listener acknowledges, and without
 * that sends none. What a MANUAL listener has acknowledged before it throws stays acknowledged: the
 * next turn commits it outside of any transaction.
 * With a database's the same goes for what the container acknowledges when the listener returns: if
 * the database's commit fails after that, the next turn commits the offset all the same, before the
 * record, which is sought, has come again.
 * Source: `ListenerConsumer.ackCurrent`, `sendOffsetsToTransaction`, `invokeBatchOnMessage`,
 * `commitOffsetsInTransactions`, `wrapUp`.
 */
import type { ConsumerRecord, Program } from '../../../model/consumer/api.ts'
import { nextOffsets } from '../../offsets.ts'
import type { Container, ContainerSteps } from '../container-state.ts'
import { lastOfEach } from '../invoke-batch.ts'
import { delivered, pollOver } from '../invoke-listener.ts'
import { containerOption, type OptionValues, valueIn } from '../option.ts'
import { addAck, takePending } from '../pending-acks.ts'
import { attempt } from '../transactions/in-transaction.ts'
import {
  ensureProducer,
  sendOffsets,
  type TransactionManager,
} from '../transactions/transaction-manager.ts'
import { effectiveAckMode } from './ack-mode.ts'
import { processorIn } from './after-rollback-processor.ts'
import { batchRecoverAfterRollback } from './batch-recover-after-rollback.ts'
import { stopContainerWhenFenced } from './stop-container-when-fenced.ts'

/** What each record, or batch, is wrapped in. */
export const transactionManager = containerOption({
  name: 'transactionManager',
  byDefault: null as TransactionManager | null,
  summary:
    'A transaction round each record, or each batch: `kafkaTransactions()` takes the offsets ' +
    'with it, `storeTransaction()` is a database beside Kafka.',
  steps(manager, before, others) {
    if (manager === null) return {}
    const around = aroundListener(manager, before, others)
    if (manager.uses === 'store') return around
    const immediate = effectiveAckMode(others) === 'MANUAL_IMMEDIATE'
    return { ...around, ...offsetsToTransaction(before, immediate) }
  },
})

function aroundListener(
  manager: TransactionManager,
  before: ContainerSteps,
  others: OptionValues,
): Partial<ContainerSteps> {
  const processor = processorIn(others)
  const stops = valueIn(stopContainerWhenFenced, others)
  const recoverable = valueIn(batchRecoverAfterRollback, others)
  return {
    *invokeOne(container, records) {
      const end = yield* attempt(container, manager, stops, function* () {
        return (yield* before.invokeOne(container, records)).thrown
      })
      if (end === 'committed') return delivered
      if (end !== 'fenced') {
        yield* processor.process(container, manager, end.rolledBack, records)
      }
      return pollOver
    },
    *invokeBatch(container, records) {
      const end = yield* attempt(container, manager, stops, () =>
        before.invokeBatch(container, records),
      )
      if (typeof end === 'string') return null
      yield* processor.processBatch(container, manager, end.rolledBack, records, recoverable)
      return null
    },
  }
}

function offsetsToTransaction(before: ContainerSteps, immediate: boolean): Partial<ContainerSteps> {
  function* ackAndSend(container: Container, records: readonly ConsumerRecord[]): Program<void> {
    for (const record of records) addAck(container.pending, record)
    yield* sendOffsets(container, takePending(container.pending))
  }
  return {
    *subscribed(container) {
      yield* before.subscribed(container)
      yield* ensureProducer(container)
    },
    *handled(container, record) {
      if (!immediate) yield* ackAndSend(container, [record])
    },
    handledBatch: (container, records, nacked) =>
      ackAndSend(container, nacked ? [] : lastOfEach(records)),
    recovered: (container, record) => ackAndSend(container, [record]),
    recoveredBatch: ackAndSend,
    *acknowledge(container, records) {
      if (immediate && container.onConsumerThread && container.transaction !== null) {
        yield* sendOffsets(container, nextOffsets(records))
      } else {
        yield* before.acknowledge(container, records)
      }
    },
    // Nothing is committed outside of transactions, and the partitions go with the close.
    wrapUp: ({ services }) => services.consumer.close(),
  }
}
