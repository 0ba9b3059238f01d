/** What a Spring user may configure together, as strategies; Spring starts with each of them. */
import type { ConsumerRecord, Program } from '../../../src/model/consumer/api.ts'
import { isException } from '../../../src/model/errors.ts'
import {
  type AckMode,
  batchListenerFailed,
  type CommonErrorHandler,
  type ContainerProperties,
  containerStopping,
  deadLetterPublishing,
  defaultErrorHandler,
  exponentialBackOff,
  fixedBackOff,
  kafkaTransactions,
  logging,
  type SpringDefinition,
  storeTransaction,
} from '../../../src/strategies/spring-kafka/public.ts'
import type { Services } from '../../../src/strategies/strategy.ts'

/**
 * What a listener does about a record that fails: it throws; says which record of the batch it was;
 * or wants it again by a nack.
 */
export type OnFailure = 'throws' | 'tells-index' | 'nacks'

export interface Combination {
  readonly ackMode: AckMode
  readonly batch: boolean
  readonly onFailure: OnFailure
  readonly handler: keyof typeof handlers
  readonly variant: keyof typeof variants
  readonly definition: SpringDefinition
}

const ackModes = [
  ...(['RECORD', 'BATCH', 'TIME', 'COUNT', 'COUNT_TIME'] as const),
  ...(['MANUAL', 'MANUAL_IMMEDIATE'] as const),
]

const backOff = fixedBackOff(0, 2)

/** Without one of its own the container has a DefaultErrorHandler of few retries. */
const handlers = {
  default: () => defaultErrorHandler({ backOff }),
  retained: () => defaultErrorHandler({ backOff, seekAfterError: false }),
  exponential: () => defaultErrorHandler({ backOff: exponentialBackOff({ maxRetries: 2 }) }),
  committing: () => defaultErrorHandler({ backOff, commitRecovered: true }),
  'dead-letter': () => defaultErrorHandler({ backOff, recoverer: deadLetterPublishing() }),
  stopping: containerStopping,
  logging: () => logging(),
} satisfies Record<string, () => CommonErrorHandler>

const variants = {
  plain: () => ({}),
  async: () => ({ syncCommits: false }),
  asyncAcks: () => ({ asyncAcks: true }),
  stopImmediate: () => ({ stopImmediate: true }),
  idle: () => ({ idleBetweenPolls: 500 }),
  kafka: () => ({ transactionManager: kafkaTransactions() }),
  store: () => ({ transactionManager: storeTransaction() }),
} satisfies Record<string, () => ContainerProperties>

/** Every handler and every variant with every mode and listener, but not with one another. */
export function combinations(): Combination[] {
  const names = Object.keys(handlers) as (keyof typeof handlers)[]
  const others = Object.keys(variants).slice(1) as (keyof typeof variants)[]
  return [
    ...names.flatMap((handler) => listeners('plain', handler)),
    ...others.flatMap((variant) => listeners(variant, 'default')),
  ]
}

function listeners(
  variant: Combination['variant'],
  handler: Combination['handler'],
): Combination[] {
  const found: Combination[] = []
  for (const ackMode of ackModes) {
    const manual = isManual(ackMode, variant)
    for (const batch of [false, true]) {
      if (ackMode === 'RECORD' && batch && !manual) continue
      for (const onFailure of ['throws', 'tells-index', 'nacks'] as const) {
        if (onFailure === 'tells-index' && !batch) continue
        if (onFailure === 'nacks' && (!manual || variant === 'asyncAcks')) continue
        found.push(combined({ variant, handler, ackMode, batch, onFailure }))
      }
    }
  }
  return found
}

function isManual(ackMode: AckMode, variant: Combination['variant']): boolean {
  return ackMode.startsWith('MANUAL') || variant === 'asyncAcks'
}

function combined(parts: Omit<Combination, 'definition'>): Combination {
  const { variant, handler, ackMode, batch, onFailure } = parts
  const inTransaction = variant === 'kafka' || variant === 'store'
  const commonErrorHandler = inTransaction ? null : handlers[handler]()
  const manual = isManual(ackMode, variant)
  const listener: Partial<SpringDefinition> = batch
    ? { batchListener: batchListener(onFailure, manual) }
    : { listener: recordListener(onFailure, manual) }
  const kind = batch ? 'batch' : 'record'
  return {
    ...parts,
    definition: {
      name: [variant, handler, ackMode, kind, onFailure].join('-'),
      summary: 'A combination.',
      properties: { ...variants[variant](), ackMode, commonErrorHandler },
      ...listener,
    },
  }
}

function recordListener(
  onFailure: OnFailure,
  manual: boolean,
): NonNullable<SpringDefinition['listener']> {
  return ({ process }) =>
    function* (record, acknowledgment) {
      try {
        yield* process(record)
      } catch (error) {
        if (onFailure !== 'nacks' || !isException(error, 'HandlerError')) throw error
        return yield* acknowledgment.nack(500)
      }
      if (manual) yield* acknowledgment.acknowledge()
    }
}

function batchListener(
  onFailure: OnFailure,
  manual: boolean,
): NonNullable<SpringDefinition['batchListener']> {
  return (services) =>
    function* (records, acknowledgment) {
      const failed = yield* firstFailure(services, records, onFailure === 'throws')
      if (failed < 0) {
        if (manual) yield* acknowledgment.acknowledge()
      } else if (onFailure === 'nacks') {
        yield* acknowledgment.nack(failed, 500)
      } else {
        throw batchListenerFailed(failed)
      }
    }
}

/** The index of the record that failed, -1 for none. */
function* firstFailure(
  { process }: Services,
  records: readonly ConsumerRecord[],
  throws: boolean,
): Program<number> {
  for (const [index, record] of records.entries()) {
    try {
      yield* process(record)
    } catch (error) {
      if (throws || !isException(error, 'HandlerError')) throw error
      return index
    }
  }
  return -1
}
