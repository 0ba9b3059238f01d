/** All schedules of programs that hand a poisoned record on to another topic. */
import { expect, test } from 'vitest'
import { isException } from '../../../../src/model/errors.ts'
import type { ConsumerRecord, Program } from '../../../../src/model/instance/ops.ts'
import type { Services, Strategy } from '../../../../src/strategies/strategy.ts'
import { outcomesOf } from './outcomes.ts'

/** Hands on in that way whatever its handler fails at, then commits. */
function giving(handOn: (services: Services, record: ConsumerRecord) => Program<void>): Strategy {
  return {
    name: 'with-dead-letters',
    claims: 'at-least-once',
    *run(services) {
      const { consumer, process } = services
      for (;;) {
        const records = yield* consumer.poll()
        for (const record of records) {
          try {
            yield* process(record)
          } catch (error) {
            if (!isException(error, 'HandlerError')) throw error
            yield* handOn(services, record)
          }
        }
        if (records.length > 0) yield* consumer.commitSync()
      }
    },
  }
}

const waiting = giving(function* ({ producer }, record) {
  yield* (yield* producer.send('orders-dlt', record)).get()
})
const forgetting = giving(function* ({ producer }, record) {
  yield* producer.send('orders-dlt', record)
})

const broken = (strategy: Strategy, fault: string, reduce: boolean) => {
  const {
    complete,
    fired,
    broken: names,
  } = outcomesOf(strategy, fault, { reduce, observed: false })
  expect(complete).toBe(true)
  expect(fired).toBeGreaterThan(0)
  return names.includes('at-least-once') || names.includes('progress')
}

const faults = ['poison-record', 'handler-error', 'crash', 'disconnect', 'leader-failover']

test.each(faults)('under %s nothing is lost if it is waited for', (fault) => {
  expect(broken(waiting, fault, true)).toBe(false)
  expect(broken(waiting, fault, false)).toBe(false)
})

test.each(faults)('under %s alone nothing is lost if nobody waits', (fault) => {
  expect(broken(forgetting, fault, true)).toBe(false)
  expect(broken(forgetting, fault, false)).toBe(false)
})
