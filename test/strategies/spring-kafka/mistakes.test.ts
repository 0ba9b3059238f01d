/**
 * Mistakes that users of Spring make, each with its cure: the search finds the loss, and finds none
 * in the cure. They are the tests' own: no comparison runs them.
 */
import { describe, expect, test } from 'vitest'
import { runStrategy } from '../../../src/kafkajs/runner.ts'
import type { ConsumerRecord, Program } from '../../../src/model/consumer/api.ts'
import { isException } from '../../../src/model/errors.ts'
import { defaultScenario } from '../../../src/model/scenario.ts'
import type { PropertyName } from '../../../src/properties/all.ts'
import { searchUnit } from '../../../src/search/compare.ts'
import {
  type BatchMessageListener,
  batchListenerFailed,
  deadLetterPublishing,
  defaultErrorHandler,
  fixedBackOff,
  kafkaTransactions,
  type MessageListener,
  type Recoverer,
  type SpringDefinition,
  springStrategy,
  storeTransaction,
} from '../../../src/strategies/spring-kafka/public.ts'
import type { Services } from '../../../src/strategies/strategy.ts'

interface Mistake {
  readonly name: string
  readonly under: string
  readonly breaks: PropertyName
  readonly wrong: Partial<SpringDefinition>
  readonly right: Partial<SpringDefinition>
}

const manual = { ackMode: 'MANUAL' } as const
const backOff = fixedBackOff(0, 2)

function* each({ process }: Services, records: readonly ConsumerRecord[]): Program<void> {
  for (const record of records) yield* process(record)
}

const acknowledgesInFinally = (services: Services): BatchMessageListener =>
  function* (records, acknowledgment) {
    try {
      yield* each(services, records)
    } finally {
      yield* acknowledgment.acknowledge()
    }
  }

const acknowledgesAfterwards = (services: Services): BatchMessageListener =>
  function* (records, acknowledgment) {
    yield* each(services, records)
    yield* acknowledgment.acknowledge()
  }

/** Nacks the record that failed, which the retries in place of an earlier failure overrule. */
const nacksInARetry = ({ process }: Services): BatchMessageListener =>
  function* (records, acknowledgment) {
    for (const [index, record] of records.entries()) {
      try {
        yield* process(record)
      } catch (error) {
        if (!isException(error, 'HandlerError')) throw error
        // The first record says so by an exception, the others by a nack.
        if (index === 0) throw error
        return yield* acknowledgment.nack(index, 0)
      }
    }
    yield* acknowledgment.acknowledge()
  }

const onlyNacks = ({ process }: Services): BatchMessageListener =>
  function* (records, acknowledgment) {
    for (const [index, record] of records.entries()) {
      try {
        yield* process(record)
      } catch (error) {
        if (!isException(error, 'HandlerError')) throw error
        return yield* acknowledgment.nack(index, 0)
      }
    }
    yield* acknowledgment.acknowledge()
  }

/** Its send may fail, and nobody hears of it. */
const swallowing: Recoverer = {
  name: 'swallowing',
  *recover(_record, _error, { send }) {
    try {
      yield* send('not a topic!')
    } catch {
      // It is in the log.
    }
  },
}

const worker =
  (services: Services): MessageListener =>
  (record, acknowledgment) =>
    services.fork(function* () {
      try {
        yield* services.process(record)
      } catch (error) {
        if (isException(error, 'HandlerError')) return
        throw error
      }
      yield* acknowledgment.acknowledge()
    })

/** Processes its batch and says which record failed. */
const telling = ({ process }: Services): BatchMessageListener =>
  function* (records) {
    for (const [index, record] of records.entries()) {
      try {
        yield* process(record)
      } catch (error) {
        if (isException(error, 'HandlerError')) throw batchListenerFailed(index)
        throw error
      }
    }
  }

/** Commits to the database before it returns, and what follows is the error handler's. */
const transactionInside = ({ process, store }: Services): MessageListener =>
  function* (record) {
    const transaction = yield* store.begin()
    yield* process(record, transaction)
    yield* store.commit(transaction)
  }

/** Says the index of another one. */
const tellingWrong = ({ process }: Services): BatchMessageListener =>
  function* (records) {
    for (const [index, record] of records.entries()) {
      try {
        yield* process(record)
      } catch (error) {
        if (isException(error, 'HandlerError')) throw batchListenerFailed(index + 1)
        throw error
      }
    }
  }

const mistakes: readonly Mistake[] = [
  {
    name: 'a batch listener that acknowledges in finally, and a crash before the retry',
    under: 'crash+handler-error',
    breaks: 'at-least-once',
    wrong: { properties: { ackMode: 'MANUAL_IMMEDIATE' }, batchListener: acknowledgesInFinally },
    right: { properties: { ackMode: 'MANUAL_IMMEDIATE' }, batchListener: acknowledgesAfterwards },
  },
  {
    name: 'a nack while the error handler delivers the batch again',
    under: 'handler-error',
    breaks: 'at-least-once',
    wrong: { properties: manual, batchListener: nacksInARetry },
    right: { properties: manual, batchListener: onlyNacks },
  },
  {
    name: 'the index of another record in BatchListenerFailedException',
    under: 'handler-error',
    breaks: 'at-least-once',
    wrong: { batchListener: tellingWrong },
    right: { batchListener: telling },
  },
  {
    name: 'a recoverer that swallows the failure of its own send',
    under: 'poison-record',
    breaks: 'at-least-once',
    wrong: {
      properties: { commonErrorHandler: defaultErrorHandler({ backOff, recoverer: swallowing }) },
    },
    right: {
      properties: {
        commonErrorHandler: defaultErrorHandler({ backOff, recoverer: deadLetterPublishing() }),
      },
    },
  },
  {
    name: 'worker threads without asyncAcks (with it the group stands still, and loses nothing)',
    under: 'handler-error',
    breaks: 'at-least-once',
    wrong: { properties: manual, listener: worker },
    right: { properties: { ...manual, asyncAcks: true }, listener: worker },
  },
  {
    name: 'AckMode.RECORD inside of a database transaction',
    under: 'crash',
    breaks: 'at-least-once',
    wrong: { properties: { ackMode: 'RECORD', transactionManager: storeTransaction() } },
    right: { properties: { ackMode: 'BATCH', transactionManager: storeTransaction() } },
  },
  {
    name: 'a database that fails to commit round what the container has acknowledged',
    under: 'store-failure',
    breaks: 'at-least-once',
    wrong: { properties: { transactionManager: storeTransaction() } },
    right: { listener: transactionInside, uses: ['store'] },
  },
  {
    name: 'a producer that is fenced in a container that goes on',
    under: 'transaction-timeout',
    breaks: 'at-least-once',
    wrong: transactional({}),
    right: transactional({ stopContainerWhenFenced: true }),
  },
]

function transactional(more: SpringDefinition['properties']): Partial<SpringDefinition> {
  return {
    settings: { 'isolation.level': 'read_committed' },
    properties: { ...more, transactionManager: kafkaTransactions() },
  }
}

function verdict({ under, breaks }: Mistake, definition: Partial<SpringDefinition>): string {
  const strategy = springStrategy({ name: 'own', summary: 'Of a user.', ...definition })
  const unit = {
    strategy: 'own',
    fault: under,
    settings: { 'auto.offset.reset': 'earliest' },
    properties: [breaks],
    scenario: { ...defaultScenario, records: 10 },
    seed: 'mistakes',
    schedules: 120,
  } as const
  return searchUnit(unit, strategy, runStrategy).cells[0]?.verdict ?? 'none'
}

describe.each(mistakes)('$name', (mistake) => {
  test('loses records', () => {
    expect(verdict(mistake, mistake.wrong)).toBe('violated')
  })

  test('loses none when it is done right', () => {
    expect(verdict(mistake, mistake.right)).not.toBe('violated')
  })
})
