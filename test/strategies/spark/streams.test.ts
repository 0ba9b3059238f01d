/**
 * Output functions in a driver: each mistake breaks what it claims, and with its cure the same
 * search finds nothing.
 */
import { describe, expect, it } from 'vitest'
import type { PropertyName } from '../../../src/properties/all.ts'
import { directStream, structuredStream } from '../../../src/strategies/spark/index.ts'
import type { Strategy } from '../../../src/strategies/strategy.ts'
import { broken, brokenOnes, eventsOf, type Search, search } from '../../quality/reported/search.ts'
import {
  asyncBeforeOutput,
  batchIdOnItsOwn,
  concurrentJobs,
  foreachBatchNotIdempotent,
  offsetsFirst,
  offsetsOnTheirOwn,
  swallowsErrors,
  tasksRunAgain,
} from './programs/output-functions.ts'

type Program = (cured: boolean) => Strategy
type Case = readonly [Program, PropertyName, Search['faults']]

const mistakes: readonly Case[] = [
  [asyncBeforeOutput, 'at-least-once', { crash: 1 }],
  [concurrentJobs, 'at-least-once', { crash: 1 }],
  [offsetsOnTheirOwn, 'exactly-once', { crash: 1 }],
  [offsetsFirst, 'at-least-once', { crash: 1 }],
  [swallowsErrors, 'at-least-once', { 'handler-error': 1, crash: 1 }],
  [foreachBatchNotIdempotent, 'exactly-once', { crash: 1 }],
  [batchIdOnItsOwn, 'exactly-once', { crash: 1 }],
  [tasksRunAgain, 'exactly-once', { 'handler-error': 1 }],
]

/** With the program's name in front. */
const named = <Rest extends readonly unknown[]>(cases: readonly (readonly [Program, ...Rest])[]) =>
  cases.map((one) => [one[0].name, ...one] as const)

const request = (subject: Strategy, property: PropertyName, faults: Search['faults']): Search => ({
  subject,
  faults,
  schedules: 300,
  judge: [property],
  scenario: { members: 1 },
})

it.each(named(mistakes))('%s breaks what it claims', (_, program, property, faults) => {
  const found = broken(search(request(program(false), property, faults)), property)
  expect(eventsOf(found.story, 'fault').length).toBeGreaterThan(0)
})

it.each(named(mistakes))('%s: with the cure it holds', (_, program, property, faults) => {
  const findings = search(request(program(true), property, faults))
  expect(brokenOnes(findings)).toEqual([])
  for (const fault of Object.keys(faults)) {
    expect(findings.struck[fault as keyof typeof faults] ?? 0).toBeGreaterThan(0)
  }
})

const cures: readonly [Program, PropertyName][] = [
  [asyncBeforeOutput, 'at-least-once'],
  [offsetsOnTheirOwn, 'exactly-once'],
  [swallowsErrors, 'at-least-once'],
  [batchIdOnItsOwn, 'exactly-once'],
]

it.each(named(cures))(
  '%s, cured, withstands a second driver, stops and a store that fails',
  (_, program, of) => {
    const faults = { join: 1, pause: 1, shutdown: 1, 'store-failure': 1, 'handler-error': 1 }
    const wanted = request(program(true), of, faults)
    expect(brokenOnes(search({ ...wanted, scenario: { faultsMax: 3, delaysMax: 4 } }))).toEqual([])
  },
)

it('batches that are pending in a checkpoint survive a crash while they are run again', () => {
  const wanted = request(swallowsErrors(true), 'at-least-once', { crash: 2 })
  expect(brokenOnes(search(wanted))).toEqual([])
})

describe('a stop', () => {
  const stream = (graceful: boolean) =>
    directStream({
      name: 'stopped',
      offsets: 'checkpoint',
      claims: 'exactly-once',
      config: { 'spark.streaming.stopGracefullyOnShutdown': graceful },
      *foreachRDD({ records }, { process }) {
        for (const record of records) yield* process(record)
      },
    })

  it('repeats what was not in the checkpoint, unless batches are ended first', () => {
    const of = (graceful: boolean) =>
      brokenOnes(search(request(stream(graceful), 'at-most-once', { shutdown: 1 })))
    expect(of(false)).toEqual(['at-most-once'])
    expect(of(true)).toEqual([])
  })

  it('ends a batch of a query in its middle, unless its application waits', () => {
    const query = (stopsBetweenBatches: boolean) =>
      structuredStream({
        name: 'stopped',
        stopsBetweenBatches,
        *foreachBatch(records, _, { process }) {
          for (const record of records) yield* process(record)
        },
      })
    const of = (waits: boolean) =>
      brokenOnes(search(request(query(waits), 'at-most-once', { shutdown: 1 })))
    expect(of(false)).toEqual(['at-most-once'])
    expect(of(true)).toEqual([])
  })
})

it('what is queued for commitAsync at a stop is never sent, also by a graceful one', () => {
  const stream = directStream({
    name: 'queued',
    offsets: 'commitAsync',
    config: { 'spark.streaming.stopGracefullyOnShutdown': true },
    *foreachRDD({ records, offsetRanges }, { process, commitAsync }) {
      for (const record of records) yield* process(record)
      commitAsync(offsetRanges)
    },
  })
  const found = broken(search(request(stream, 'at-most-once', { shutdown: 1 })), 'at-most-once')
  expect(eventsOf(found.story, 'fault').map(({ fault }) => fault)).toEqual(['shutdown'])
})

it('a configuration that nothing obeys is refused', () => {
  const rest = { name: 'mine', *foreachRDD() {} } as const
  const wrong = (config: object) => () => directStream({ ...rest, offsets: 'checkpoint', config })
  expect(wrong({ 'spark.task.maxfailures': 2 })).toThrow(
    'directStream: nothing here obeys spark.task.maxfailures',
  )
  expect(wrong({ 'spark.task.maxFailures': 0 })).toThrow('cannot be 0')
  expect(wrong({ 'spark.streaming.concurrentJobs': true })).toThrow('cannot be true')
})
