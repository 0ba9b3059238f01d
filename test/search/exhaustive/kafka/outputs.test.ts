/** All schedules of programs that read a record and write one to another topic. */
import { expect, test } from 'vitest'
import type { ConsumerRecord, Program } from '../../../../src/model/instance/ops.ts'
import type { Settings } from '../../../../src/model/settings.ts'
import type { Services, Strategy } from '../../../../src/strategies/strategy.ts'
import { outcomesOf } from './outcomes.ts'

type Output = (services: Services, record: ConsumerRecord) => Program<void>

const out = 'orders-out'
const waiting: Output = function* ({ producer }, record) {
  yield* (yield* producer.send(out, record)).get()
}
const forgetting: Output = function* ({ producer }, record) {
  yield* producer.send(out, record)
}

/** Writes each record in that way, then commits; asked to stop, it returns. */
function piping(output: Output, settings: Partial<Settings> = {}): Strategy {
  return {
    name: 'piping',
    claims: 'at-least-once',
    settings,
    *run(services) {
      const { consumer, stopping } = services
      while (!(yield* stopping())) {
        const records = yield* consumer.poll()
        for (const record of records) yield* output(services, record)
        if (records.length > 0) yield* consumer.commitSync()
      }
      yield* consumer.close()
    },
  }
}

/** The same in transactions. */
const transactional: Strategy = {
  name: 'piping-in-transactions',
  claims: 'exactly-once',
  uses: ['transactions'],
  settings: { 'isolation.level': 'read_committed' },
  *run({ consumer, producer, topic }) {
    yield* producer.initTransactions()
    yield* consumer.subscribe([topic])
    for (;;) {
      for (const record of yield* consumer.poll()) {
        yield* producer.beginTransaction()
        yield* producer.send(out, record)
        const offsets = [{ ...record, offset: record.offset + 1 }]
        yield* producer.sendOffsetsToTransaction(offsets, yield* consumer.groupMetadata())
        yield* producer.commitTransaction()
      }
    }
  },
}

const judged = ['at-least-once', 'at-most-once', 'exactly-once']

function broken(strategy: Strategy, fault: string, reduce = true): readonly string[] {
  const outcomes = outcomesOf(strategy, fault, { reduce, observed: false })
  expect(outcomes.complete).toBe(true)
  expect(outcomes.fired).toBeGreaterThan(0)
  return outcomes.broken.filter((name) => judged.includes(name)).sort()
}

const lost = ['at-least-once', 'exactly-once']
const twice = ['at-most-once', 'exactly-once']
const both = ['at-least-once', 'at-most-once', 'exactly-once']

test.each([
  // Whoever waits has it, or reads the record again.
  ['crash', 'waits', waiting, {}, twice],
  ['leader-failover', 'waits', waiting, {}, []],
  // What was fired and forgotten is lost with its process.
  ['crash', 'forgets', forgetting, {}, both],
  // The leader alone has it, or nobody says so.
  ['leader-failover', 'waits, acks=1', waiting, { acks: '1' }, lost],
  ['leader-failover', 'waits, acks=0', waiting, { acks: '0' }, lost],
] as const)('under %s one that %s', (fault, _, output, settings, expected) => {
  expect(broken(piping(output, settings), fault)).toEqual(expected)
})

test('nothing of it is overlooked by the reduction', () => {
  const strategy = piping(waiting, { acks: '1' })
  expect(broken(strategy, 'leader-failover', false)).toEqual(lost)
})

test('one in transactions is exact under a crash', () => {
  expect(broken(transactional, 'crash')).toEqual([])
})
