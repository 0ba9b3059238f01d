/**
 * DefaultAfterRollbackProcessor: what is polled again after a rollback, and what is not.
 *
 * Behaviour: a record: it and all behind it in the poll are sought, until the back-off is over and
 * the recoverer takes it. Its offset is sent in a transaction of its own with `commitRecovered`
 * only; without, a later record's transaction passes it. A batch is sought for ever, at the last
 * interval of the back-off when that is over, unless `batchRecoverAfterRollback` and
 * `commitRecovered` let it be recovered as a whole.
 * Left out: what a recoverer sends, in that transaction or outside of it.
 * Source: `DefaultAfterRollbackProcessor.process` and `processBatch`,
 * `ListenerUtils.unrecoverableBackOff`.
 */
import type { ConsumerRecord, Program } from '../../../model/consumer/api.ts'
import { nextOffsets } from '../../offsets.ts'
import { type BackOff, isLimited, nextBackOff } from '../back-off.ts'
import { logged } from '../commit-errors.ts'
import type { Container } from '../container-state.ts'
import { isRecovered } from '../failed-records.ts'
import { recoverRecord } from '../recoverers.ts'
import { type RetryOptions, type RetryRules, retryRules } from '../retry-rules.ts'
import { seekOrRecover, seekToFirsts } from '../seek-or-recover.ts'
import { stoppableSleep } from '../stoppable-sleep.ts'
import { inTransaction } from './in-transaction.ts'
import { sendOffsets, type TransactionManager } from './transaction-manager.ts'

/** A value: what it remembers is the container's. */
export interface AfterRollbackProcessor {
  readonly name: string
  readonly givesUp: boolean
  readonly sends: boolean
  /** `records[0]` was rolled back. */
  process(
    container: Container,
    manager: TransactionManager,
    error: Error,
    records: readonly ConsumerRecord[],
  ): Program<void>
  /** A batch was; `recoverable`: `batchRecoverAfterRollback`. */
  processBatch(
    container: Container,
    manager: TransactionManager,
    error: Error,
    records: readonly ConsumerRecord[],
    recoverable: boolean,
  ): Program<void>
}

/** Spring's names; `commitRecovered` is false. */
export interface DefaultAfterRollbackOptions extends RetryOptions {
  readonly commitRecovered?: boolean
}

/** `new DefaultAfterRollbackProcessor(recoverer, backOff, kafkaOperations, commitRecovered)`. */
export function defaultAfterRollback(
  options: DefaultAfterRollbackOptions = {},
): AfterRollbackProcessor {
  const rules = retryRules(options)
  const { commitRecovered = false } = options
  return {
    name: 'defaultAfterRollback',
    givesUp: isLimited(rules.backOff),
    sends: rules.recoverer.sends !== false,
    *process(container, manager, error, records) {
      const settle = () => process(container, rules, error, records, commitRecovered)
      if (commitRecovered) yield* inTransaction(container, manager, settle)
      else yield* settle()
    },
    *processBatch(container, manager, error, records, recoverable) {
      if (!(recoverable && commitRecovered)) return yield* seekBatch(container, rules, records)
      const settle = () => recoverBatch(container, rules, error, records)
      yield* inTransaction(container, manager, settle)
    },
  }
}

function* process(
  container: Container,
  rules: RetryRules,
  error: Error,
  records: readonly ConsumerRecord[],
  commitRecovered: boolean,
): Program<null> {
  const recovered = yield* seekOrRecover(container, records, (record) =>
    isRecovered(container, container.rollbacks, rules, record, error),
  )
  if (recovered && commitRecovered) yield* sendTo(container, records.slice(0, 1))
  return null
}

function* seekBatch(
  container: Container,
  { backOff }: RetryRules,
  records: readonly ConsumerRecord[],
): Program<void> {
  yield* seekToFirsts(container, records)
  container.batchRollbacks++
  yield* stoppableSleep(container, lastInterval(backOff, container.batchRollbacks))
}

/** The interval after so many rollbacks, or the last one that there was. */
function lastInterval(backOff: BackOff, rollbacks: number): number {
  for (let count = rollbacks; count > 0; count--) {
    const interval = nextBackOff(backOff, count)
    if (interval !== null) return interval
  }
  return 0
}

function* recoverBatch(
  container: Container,
  { backOff, recoverer }: RetryRules,
  error: Error,
  records: readonly ConsumerRecord[],
): Program<null> {
  container.batchRollbacks++
  const interval = nextBackOff(backOff, container.batchRollbacks)
  if (interval !== null) {
    yield* seekToFirsts(container, records)
    yield* stoppableSleep(container, interval)
    return null
  }
  try {
    for (const record of records) {
      yield* recoverRecord(container.services, recoverer, record, error)
    }
    yield* sendTo(container, records)
    container.batchRollbacks = 0
  } catch (failure) {
    logged(failure)
    yield* seekToFirsts(container, records)
    throw failure
  }
  return null
}

/** Only Kafka's transactions take offsets. */
function* sendTo(container: Container, records: readonly ConsumerRecord[]): Program<void> {
  if (container.producerReady) yield* sendOffsets(container, nextOffsets(records))
}
