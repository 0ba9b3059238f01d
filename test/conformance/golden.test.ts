/** Every kept trace of a real consumer is one of the model's histories. */
import { expect, test } from 'vitest'
import { allKept } from '../../conformance/trace/golden.ts'
import { matchTrace } from '../../conformance/trace/match.ts'
import { kafkaConsumerStrategies } from '../../src/strategies/kafka-consumer/all.ts'

const kept = allKept('client')

test('there are traces of every strategy of the Java client', () => {
  const strategies = new Set(kept.map(({ strategy }) => strategy))
  expect(strategies).toEqual(new Set(kafkaConsumerStrategies.map(({ name }) => name)))
})

test.each(kept.map((trace) => [`${trace.strategy} ${trace.schedule}`, trace] as const))(
  '%s',
  (_, trace) => {
    const strategy = kafkaConsumerStrategies.find(({ name }) => name === trace.strategy)
    if (strategy === undefined) throw new Error(`no strategy ${trace.strategy}`)
    expect(matchTrace(strategy, trace).outcome).toBe('match')
  },
)
