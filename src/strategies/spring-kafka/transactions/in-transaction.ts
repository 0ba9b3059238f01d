/**
 * The delivery of a record or of a batch, in a transaction.
 *
 * Behaviour: what the listener throws, or the error handler if there is one, rolls back; then the
 * AfterRollbackProcessor has its say. A commit that fails is not rolled back by itself. A producer
 * or a static member that is fenced ends the poll with neither a rollback's processing nor a seek:
 * the record and the rest of the poll are passed over while the container lives, unless
 * `stopContainerWhenFenced` stops it, and no other of its process.
 * Source: `ListenerConsumer.invokeRecordListenerInTx`, `invokeInTransaction`,
 * `recordAfterRollback`, `invokeBatchListenerInTx`, `batchRollback`; `TransactionTemplate.execute`.
 */
import type { Program } from '../../../model/consumer/api.ts'
import { isException } from '../../../model/errors.ts'
import type { Transaction } from '../../../model/instance/ops.ts'
import { logged } from '../commit-errors.ts'
import type { Container } from '../container-state.ts'
import { isRuntimeException, ListenerException } from '../listener-exceptions.ts'
import { stopChild } from '../parent-container.ts'
import type { TransactionManager } from './transaction-manager.ts'

/** Runs the body in a transaction, which it commits; throws if that did not go well. */
export function* inTransaction(
  container: Container,
  manager: TransactionManager,
  body: () => Program<Error | null>,
): Program<void> {
  const transaction = yield* begun(container, manager)
  container.transaction = transaction
  try {
    const thrown = yield* body()
    if (thrown !== null) throw thrown
  } catch (error) {
    container.transaction = null
    if (!isRuntimeException(error)) throw error
    yield* rollBack(container, manager, transaction, error)
    throw error
  }
  container.transaction = null
  yield* manager.commit(container, transaction)
}

/** Whatever keeps it from beginning is another exception by the time it is caught. */
function* begun(container: Container, manager: TransactionManager): Program<Transaction> {
  try {
    return yield* manager.begin(container)
  } catch (error) {
    if (!isRuntimeException(error)) throw error
    throw new ListenerException('CannotCreateTransactionException', error.message)
  }
}

/** A rollback that fails hides what it was for, but a fenced producer says so again. */
function* rollBack(
  container: Container,
  manager: TransactionManager,
  transaction: Transaction,
  error: Error,
): Program<void> {
  try {
    yield* manager.rollback(container, transaction)
  } catch (failure) {
    throw isFenced(error) ? error : failure
  }
}

function isFenced(error: Error): boolean {
  return (
    isException(error, 'ProducerFencedException') || isException(error, 'FencedInstanceIdException')
  )
}

/** What came of an attempt: nothing to do, the end of the poll, or a rollback to be processed. */
export type Attempt = 'committed' | 'fenced' | { readonly rolledBack: Error }

/** The same, told as a value. */
export function* attempt(
  container: Container,
  manager: TransactionManager,
  stopsWhenFenced: boolean,
  body: () => Program<Error | null>,
): Program<Attempt> {
  try {
    yield* inTransaction(container, manager, body)
    return 'committed'
  } catch (error) {
    logged(error)
    if (!isFenced(error)) return { rolledBack: error }
    if (stopsWhenFenced) stopChild(container, error)
    return 'fenced'
  }
}
