import { describe, expect, it, onTestFinished } from 'vitest'
import type { HistoryEvent } from '../../../src/model/history.ts'
import { properties } from '../../../src/properties/all.ts'
import { searchRandom } from '../../../src/search/random/random-search.ts'
import {
  differenceOf,
  differenceText,
  Nondeterminism,
  verifyDeterminism,
} from '../../../src/search/replay/determinism.ts'
import type { Runner } from '../../../src/search/schedules/subject.ts'
import { strategies } from '../../../src/strategies/all.ts'
import type { Strategy } from '../../../src/strategies/strategy.ts'
import { ackurate, folderOf } from '../../cli/fake-terminal.ts'
import { toyRunner, toyScenario, toyStrategy } from '../toy.ts'

const calm = (time: number): HistoryEvent => ({ kind: 'calm', time })

describe('two histories', () => {
  it('are the same, or part at the first event that differs or is missing', () => {
    expect(differenceOf([calm(1), calm(2)], [calm(1), calm(2)])).toBeNull()
    expect(differenceOf([calm(1), calm(2)], [calm(1), calm(3)])?.at).toBe(1)
    expect(differenceOf([calm(1)], [])?.at).toBe(0)
  })

  it('are told around that event', () => {
    const difference = { at: 1, first: [calm(1), calm(2)], second: [calm(1)] }
    expect(differenceText('toy', difference).split('\n')).toEqual([
      'toy: the same choices gave two histories, which part at event 1',
      '    0: {"kind":"calm","time":1}',
      '  1 1: {"kind":"calm","time":2}',
      '  2 1: the history has ended',
    ])
  })

  it('are verified for any mode that can play choices', () => {
    let runs = 0
    expect(() =>
      verifyDeterminism('toy', (choices) => [calm(choices.length)], [1, 2]),
    ).not.toThrow()
    expect(() => verifyDeterminism('toy', () => [calm(runs++)], [])).toThrow(Nondeterminism)
  })
})

describe('a search', () => {
  const request = (runner: Runner) => ({
    strategy: toyStrategy,
    scenario: toyScenario(['join']),
    seed: 'sample',
    schedules: 5,
    properties,
    sometimes: [],
    runner,
  })

  it('plays a schedule again after all others', () => {
    expect(() => searchRandom(request(toyRunner))).not.toThrow()
    let runs = 0
    const restless: Runner = (strategy, scenario, choices, emit) => {
      emit(calm(runs++))
      return toyRunner(strategy, scenario, choices, emit)
    }
    expect(() => searchRandom(request(restless))).toThrow(/toy, schedule \d.*part at event 0/)
  })
})

const forgetful = `
let drawn = 1
export const forgetful = {
  name: 'forgetful',
  claims: 'at-least-once',
  *run({ consumer, process }) {
    for (;;) {
      const records = yield* consumer.poll()
      for (const record of records) yield* process(record)
      drawn = (drawn * 1103515245 + 12345) % 2147483648
      if (drawn % 65536 > 32768) yield* consumer.commitSync()
    }
  },
}
`

describe('a file that keeps something from run to run', () => {
  it.each([
    'check --faults none --schedules 3',
    'replay --faults none --path 0',
    'explore --faults none --partitions 1 --records 1 --members 1',
    'breaking --faults crash --schedules 3',
    'measure --hours 1 --set-profile records.per.second=2 --set-profile window.ms=20000',
  ])('is told by %s, and what to look for', async (line) => {
    const folder = folderOf({ 'forgetful.js': forgetful })
    const [command = '', ...rest] = line.split(' ')
    const argv = [command, './forgetful.js', ...rest]
    const { code, out, err } = await ackurate(argv, folder)
    expect(code).toBe(2)
    expect(out).toBe('')
    expect(err).toContain('two histories')
    expect(err).toContain('Does ./forgetful.js keep anything from one run to the next')
  })
})

const remembering = `
const seen = new Set()
export const remembering = {
  name: 'remembering',
  claims: 'at-least-once',
  *run({ consumer, process }) {
    for (;;) {
      for (const record of yield* consumer.poll()) {
        const key = record.partition + '@' + record.offset
        if (!seen.has(key)) yield* process(record)
        seen.add(key)
      }
      yield* consumer.commitSync()
    }
  },
}
`

it('a cache outside of the program is no loss: it is told as what it is', async () => {
  const folder = folderOf({ 'remembering.js': remembering })
  const argv = ['check', './remembering.js', '--faults', 'none', '--schedules', '50']
  const { code, out, err } = await ackurate(argv, folder)
  expect([code, out]).toEqual([2, ''])
  expect(err).toContain('Does ./remembering.js keep anything from one run to the next')
})

let drawn = 1
const shippedForgetful: Strategy = {
  name: 'forgetful',
  claims: 'at-least-once',
  *run({ consumer, process }) {
    for (;;) {
      const records = yield* consumer.poll()
      for (const record of records) yield* process(record)
      drawn = (drawn * 1103515245 + 12345) % 2147483648
      if (drawn % 65536 > 32768) yield* consumer.commitSync()
    }
  },
}

describe('a strategy that ships and keeps something from run to run', () => {
  it.each([
    'check forgetful --faults none --schedules 3',
    'explore forgetful --faults none --partitions 1 --records 1 --members 1',
    'measure forgetful --hours 1 --set-profile records.per.second=2 --set-profile window.ms=20000',
  ])('is our bug: %s', async (line) => {
    const all = strategies as { strategy: Strategy; family: string; faulty: boolean }[]
    all.push({ strategy: shippedForgetful, family: 'kafka-consumer', faulty: false })
    onTestFinished(() => void all.pop())
    const { code, out, err } = await ackurate(line.split(' '))
    expect(code).toBe(70)
    expect(out).toBe('')
    expect(err).toContain('two histories')
    expect(err).toContain('This is a bug in ackurate.')
  })
})

/** Would process a record once or twice by what an earlier run left there. */
const service = (place: string) => `
export default async function start({ kafka, topic, process }) {
  const shared = ${place}
  shared.drawn = ((shared.drawn ?? 1) * 1103515245 + 12345) % 2147483648
  const consumer = kafka.consumer({ groupId: 'g' })
  await consumer.connect()
  await consumer.subscribe({ topics: [topic], fromBeginning: true })
  const times = shared.drawn % 65536 > 32768 ? 2 : 1
  const eachMessage = async (delivery) => {
    for (let i = 0; i < times; i++) await process(delivery)
  }
  await consumer.run({ eachMessage })
  return () => consumer.disconnect()
}
`

describe('a kafkajs service', () => {
  it.each(['globalThis', 'Array.prototype'])('keeps nothing in %s between runs', async (place) => {
    const folder = folderOf({ 'mine.js': service(place) })
    const argv = ['check', './mine.js', '--faults', 'none', '--schedules', '100']
    const { code, err } = await ackurate(argv, folder)
    expect(err).not.toContain('two histories')
    expect(code).toBe(0)
  })
})
