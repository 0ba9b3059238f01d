/** The host is the same before, during and after runs, also of those that throw. */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { runKafkajs } from '../../src/kafkajs/run.ts'
import { type Choices, calmChoices } from '../../src/model/choices.ts'
import type { HistoryEvent } from '../../src/model/history.ts'
import { StrategyFailure } from '../../src/model/instance/ops.ts'
import { RandomChoices } from '../../src/search/schedules/random-choices.ts'
import { swarmRanges } from '../../src/search/schedules/swarm.ts'
import { kafkajsEachMessage } from '../../src/strategies/kafkajs/kafkajs-each-message.ts'
import { folderWith } from './folder.ts'
import { consuming, ofKind, runService, serviceIn, small } from './run-service.ts'

const hostEvents = ['unhandledRejection', 'uncaughtException', 'warning', 'exit', 'SIGTERM']

/** What simulated code could change, or leave behind. */
function host(): unknown {
  const { now } = Date
  return {
    own: [Date, now, setTimeout, setInterval, setImmediate, clearTimeout, queueMicrotask, Promise],
    chance: [Math.random, globalThis.crypto, fetch],
    console: Object.values(console),
    // Which listeners there are is asked outside of runs only: while one is under way it listens.
    globals: Object.getOwnPropertyNames(globalThis),
    prototypes: [Array, Error, Promise].map(({ prototype }) =>
      Object.getOwnPropertyNames(prototype),
    ),
    environment: JSON.stringify(process.env),
  }
}

const listeners = () => hostEvents.map((event) => process.rawListeners(event))

/** Changes what it can reach, and leaves behind what it can. */
const vandal = consuming(`
  globalThis.left = 1
  globalThis.fetch = () => 1
  Date.now = () => 1
  Math.random = () => 1
  console.log = () => { throw new Error('loud') }
  Array.prototype.left = 1
  Promise.prototype.left = 1
  process.env.LEFT = '1'
  process.on('unhandledRejection', () => {})
  process.on('SIGTERM', () => {})
  setInterval(() => { Promise.reject(new Error('often')) }, 900)
  setTimeout(() => {}, 1e9)
  new Promise(() => {})`)

test('a service that changes all it can changes nothing of the host', () => {
  const heard: unknown[] = []
  const listener = (reason: unknown) => heard.push(reason)
  process.on('unhandledRejection', listener)
  const before = { host: host(), listeners: listeners() }
  const after = () => ({ host: host(), listeners: listeners() })
  let lookedDuring = 0
  const { service } = serviceIn(folderWith({ 'index.ts': vandal }))
  const strategy = { name: 'vandal', claims: 'at-least-once', service } as const
  runKafkajs(strategy, small, calmChoices, () => {
    lookedDuring++
    expect(host()).toEqual(before.host)
  })
  expect(lookedDuring).toBeGreaterThan(10)
  expect(after()).toEqual(before)
  expect(heard).toEqual([])
  process.removeListener('unhandledRejection', listener)
})

test('nor does a run that ends in the middle, for whatever reason', () => {
  const before = { host: host(), listeners: listeners() }
  const after = () => ({ host: host(), listeners: listeners() })
  expect(() => runService(consuming("fetch('http://localhost')"))).toThrow(StrategyFailure)
  expect(after()).toEqual(before)
  const stop = new Error('enough')
  const impatient: Choices = {
    choose: (_bound, { about }) => {
      if (about === 'step') throw stop
      return 0
    },
  }
  const { service } = kafkajsEachMessage
  const strategy = { name: 'mine', claims: 'at-least-once', service } as const
  expect(() => runKafkajs(strategy, small, impatient, () => {})).toThrow(stop)
  const loud = () => {
    throw stop
  }
  expect(() => runKafkajs(strategy, small, calmChoices, loud)).toThrow(stop)
  expect(after()).toEqual(before)
})

test('after a run that threw the next one is as if it had not been', () => {
  const source = consuming()
  const first = runService(source)
  let events = 0
  const strategy = serviceIn(folderWith({ 'index.ts': source }))
  const loud = () => {
    if (++events === 15) throw new Error('enough')
  }
  expect(() => runKafkajs(strategy, small, calmChoices, loud)).toThrow('enough')
  expect(runService(source)).toEqual(first)
})

test('what a service changes for all is as it was when the next run begins', () => {
  const source = (change: string) => `
    import { EventEmitter } from 'node:events'
    ${consuming(`
      const seen = [typeof left !== 'undefined', typeof bare !== 'undefined', [].left, {}.left,
        console.log.wraps, Date.now() < 2, Buffer.alloc(1).left, new EventEmitter().left]
      ${change}
      if (seen.some(Boolean)) throw new Error(seen.join())`)}`
  const change = `
    const { log } = console
    console.log = Object.assign((...all) => log(...all), { wraps: (log.wraps ?? 0) + 1 })
    new Function('bare = 1')()
    left = globalThis.left = Array.prototype.left = Object.prototype.left = 1
    Buffer.prototype.left = EventEmitter.prototype.left = 1
    Date.now = () => 1
    if (!left || !bare) throw new Error('it could not')
    seen.length = 0`
  expect(lastDeaths(runService(source(change)))).toEqual([])
  expect(lastDeaths(runService(source('')))).toEqual([])
  expect(Object.keys(Buffer.prototype)).not.toContain('left')
})

const lastDeaths = (events: readonly HistoryEvent[]) => ofKind(events, 'died')

test('runs leave nothing in the memory', () => {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  const scenario = { ...small, records: 2, budgets: { crash: 2, join: 1 } }
  const runs = (from: number, to: number): number => {
    for (let seed = from; seed < to; seed++) {
      const choices = new RandomChoices(swarmRanges(scenario, { steps: 100, landmarks: [] }), seed)
      runKafkajs(kafkajsEachMessage, scenario, choices, () => {})
    }
    collect()
    return process.memoryUsage().heapUsed
  }
  const before = runs(0, 50)
  const grown = runs(50, 150) - before
  // One run alone holds more than this for each of them while it is under way.
  expect(grown / 100).toBeLessThan(10_000)
})
