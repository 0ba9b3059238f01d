/**
 * The model's strategies for listeners and options of which none ships: batches, nacks, and what an
 * error handler can be told. As `java/spring` has them.
 */
import type { ConsumerRecord, Program } from '../../src/model/consumer/api.ts'
import { isException } from '../../src/model/errors.ts'
import {
  type BatchAcknowledgment,
  batchListenerFailed,
  type DefaultErrorHandlerOptions,
  defaultErrorHandler,
  fixedBackOff,
  type SpringDefinition,
  springStrategy,
} from '../../src/strategies/spring-kafka/public.ts'
import { acknowledgingListener } from '../../src/strategies/spring-kafka/spring-strategy.ts'
import type { Services, Strategy } from '../../src/strategies/strategy.ts'

const handled = (options: DefaultErrorHandlerOptions, retries = 9) => ({
  commonErrorHandler: defaultErrorHandler({ backOff: fixedBackOff(0, retries), ...options }),
})

const definitions: Readonly<Record<string, Omit<SpringDefinition, 'name' | 'summary'>>> = {
  'batch-listener': {
    batchListener: ({ process }) =>
      function* (records) {
        for (const record of records) yield* process(record)
      },
  },
  'batch-listener-that-names-the-record': {
    batchListener: (services) =>
      function* (records) {
        const failed = yield* firstFailure(services, records)
        if (failed >= 0) throw batchListenerFailed(failed)
      },
  },
  'batch-listener-nack': {
    properties: { ackMode: 'MANUAL' },
    batchListener: (services) =>
      function* (records, acknowledgment: BatchAcknowledgment) {
        const failed = yield* firstFailure(services, records)
        yield* failed < 0 ? acknowledgment.acknowledge() : acknowledgment.nack(failed, 0)
      },
  },
  'manual-nack': { properties: { ackMode: 'MANUAL' }, listener: nacking },
  'manual-immediate-nack': { properties: { ackMode: 'MANUAL_IMMEDIATE' }, listener: nacking },
  'batch-without-seek-after-error': { properties: handled({ seekAfterError: false }) },
  'record-without-ack-after-handle': {
    properties: { ackMode: 'RECORD', ...handled({ ackAfterHandle: false }) },
  },
  'manual-immediate-commit-recovered': {
    properties: { ackMode: 'MANUAL_IMMEDIATE', ...handled({ commitRecovered: true }) },
    listener: acknowledgingListener,
  },
  'batch-three-deliveries': { properties: handled({}, 2) },
  'batch-stop-immediate': { properties: { stopImmediate: true } },
}

/** All of them; what is not said is Spring's default. */
export const optionStrategies: readonly Strategy[] = Object.entries(definitions).map(
  ([name, definition]) => springStrategy({ name, summary: 'As it is named.', ...definition }),
)

function nacking({ process }: Services): ReturnType<NonNullable<SpringDefinition['listener']>> {
  return function* (record, acknowledgment) {
    try {
      yield* process(record)
      yield* acknowledgment.acknowledge()
    } catch (error) {
      if (!isException(error, 'HandlerError')) throw error
      yield* acknowledgment.nack(0)
    }
  }
}

/** The index of the record that failed, -1 for none. */
function* firstFailure({ process }: Services, records: readonly ConsumerRecord[]): Program<number> {
  for (const [index, record] of records.entries()) {
    try {
      yield* process(record)
    } catch (error) {
      if (!isException(error, 'HandlerError')) throw error
      return index
    }
  }
  return -1
}
