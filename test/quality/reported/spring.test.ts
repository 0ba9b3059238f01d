/**
 * Reports about listeners of Spring: each breaks what was reported under what its reporters named,
 * and with its cure the same search finds nothing.
 */
import { expect, it } from 'vitest'
import type { PropertyName } from '../../../src/properties/all.ts'
import type { Strategy } from '../../../src/strategies/strategy.ts'
import {
  acksOfBeforeRebalance,
  nackInContainer,
  nackOfInterceptedRecord,
  transactionalIdOfProcess,
} from './programs/spring-listeners.ts'
import { broken, brokenOnes, faultsOf, type Search, search } from './search.ts'

type Report = readonly [
  string,
  (cured: boolean) => Strategy,
  PropertyName,
  Search['faults'],
  Search['scenario'],
]

const onePartition = { members: 1, partitions: 1 }

const reports: readonly Report[] = [
  [
    'nack-of-intercepted-record',
    nackOfInterceptedRecord,
    'at-least-once',
    { 'handler-error': 1 },
    onePartition,
  ],
  ['acks-of-before-rebalance', acksOfBeforeRebalance, 'progress', { join: 1 }, onePartition],
  ['transactional-id-of-process', transactionalIdOfProcess, 'exactly-once', { pause: 1 }, {}],
]

const request = ([, of, property, faults, scenario]: Report, cured: boolean): Search => ({
  subject: of(cured),
  faults,
  schedules: 400,
  judge: [property],
  scenario: { ...scenario },
})

it.each(reports)('%s breaks as reported', (...report) => {
  const [, , property, faults] = report
  const finding = broken(search(request(report, false)), property)
  for (const fault of faultsOf(finding)) expect(Object.keys(faults)).toContain(fault)
})

it.each(reports)('%s is cured by what its report came to', (...report) => {
  const { found, struck } = search(request(report, true))
  expect(found).toEqual([])
  expect(Object.keys(struck)).toEqual(Object.keys(report[3]))
})

it('the container of today finds the record that an interceptor has made anew', () => {
  const faults = { 'handler-error': 1 }
  const judge = ['at-least-once', 'progress'] as const
  const subject = nackInContainer()
  expect(brokenOnes(search({ subject, faults, schedules: 200, judge }))).toEqual([])
})
