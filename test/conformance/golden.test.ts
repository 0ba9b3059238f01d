/** Every kept trace of a real consumer is one of the model's histories. */
import { expect, test } from 'vitest'
import { allKept } from '../../conformance/trace/golden.ts'
import { kafkaConsumerStrategies } from '../../src/strategies/kafka-consumer/all.ts'
import { readPaths, writeThem } from './kept-paths.ts'

const kept = allKept('client')
const paths = readPaths('client')

/** Traces by what they are of, and which variant of it. */
const named = kept.map((trace, i) => {
  const first = kept.findIndex((one) => nameOf(one) === nameOf(trace))
  return [`${nameOf(trace)} ${i - first + 1}`, trace] as const
})

test('there are traces of every strategy of the Java client', () => {
  const strategies = new Set(kept.map(({ strategy }) => strategy))
  expect(strategies).toEqual(new Set(kafkaConsumerStrategies.map(({ name }) => name)))
})

test.each(named)('%s', (name, trace) => {
  const strategy = kafkaConsumerStrategies.find((one) => one.name === trace.strategy)
  if (strategy === undefined) throw new Error(`no strategy ${trace.strategy}`)
  expect(paths.match(name, strategy, trace).outcome).toBe('match')
})

// The last one: it looks at what the others had to search for.
test('each is found on the path that is kept of it', () => {
  expect(paths.stale(), writeThem).toEqual([])
})

function nameOf({ strategy, schedule }: (typeof kept)[number]): string {
  return `${strategy} ${schedule}`
}
