/**
 * Transaction managers: what a container wraps round its listener.
 *
 * Behaviour: with Kafka transactions the offsets go into the transaction with the member's group
 * metadata (EOS V2) and the ack mode hardly matters. A producer whose commit or abort failed is
 * closed, and the next transaction begins with another one, that is with initTransactions. With a
 * database the container commits offsets as its ack mode says: RECORD does so inside, before the
 * database has committed.
 * The first producer is made when the container starts, where Spring makes it for the first
 * transaction: the model's coordinator ends what the process before has left open then, or never,
 * for time alone does not.
 * Left out: a `transactional.id` per producer (in the model a process keeps its own, so that
 * initTransactions ends at once what the old producer left open, where Spring waits for its
 * time-out); `fixTxOffsets`; chained and JTA managers; propagation.
 * Source: `KafkaTransactionManager`, `DefaultKafkaProducerFactory.CloseSafeProducer`,
 * `AbstractPlatformTransactionManager.processCommit`, `ListenerConsumer`.
 */
import type { Offsets, Program } from '../../../model/consumer/api.ts'
import type { Transaction } from '../../../model/instance/ops.ts'
import type { Container } from '../container-state.ts'
import type { OptionValues } from '../option.ts'

/** Begins and ends transactions; it keeps nothing itself. */
export interface TransactionManager {
  readonly name: string
  readonly uses: 'transactions' | 'store'
  begin(container: Container): Program<Transaction>
  commit(container: Container, transaction: Transaction): Program<void>
  rollback(container: Container, transaction: Transaction): Program<void>
}

/** A KafkaTransactionManager; a process has a `transactional.id` of its own in any case. */
export function kafkaTransactions(
  _options: { readonly transactionalIdPrefix?: string } = {},
): TransactionManager {
  return {
    name: 'kafkaTransactions',
    uses: 'transactions',
    *begin(container) {
      yield* ensureProducer(container)
      const { producer } = container.services
      return yield* orWithoutProducer(container, producer.beginTransaction())
    },
    commit: (container) =>
      orWithoutProducer(container, container.services.producer.commitTransaction()),
    rollback: (container) =>
      container.producerReady
        ? orWithoutProducer(container, container.services.producer.abortTransaction())
        : nothing(),
  }
}

/** A DataSourceTransactionManager: the listener's work and its commit are the database's. */
export function storeTransaction(): TransactionManager {
  return {
    name: 'storeTransaction',
    uses: 'store',
    begin: ({ services }) => services.store.begin(),
    commit: ({ services }, transaction) => services.store.commit(transaction),
    rollback: ({ services }, transaction) => services.store.rollback(transaction),
  }
}

/** There is a producer that can be used, or this throws why there is none. */
export function* ensureProducer(container: Container): Program<void> {
  if (container.producerReady) return
  yield* container.services.producer.initTransactions()
  container.producerReady = true
}

/** A producer that has failed is not used again. */
function* orWithoutProducer<T>(container: Container, call: Program<T>): Program<T> {
  try {
    return yield* call
  } catch (error) {
    container.producerReady = false
    throw error
  }
}

function* nothing(): Program<void> {
  // The producer is gone, and its transaction with it.
}

/** Sends these offsets to the transaction under way. */
export function* sendOffsets(container: Container, offsets: Offsets): Program<void> {
  if (offsets.length === 0) return
  const { consumer, producer } = container.services
  yield* producer.sendOffsetsToTransaction(offsets, yield* consumer.groupMetadata())
}

/** The manager among these options; null: there is none. */
export function managerIn(values: OptionValues): TransactionManager | null {
  return (values.transactionManager ?? null) as TransactionManager | null
}
