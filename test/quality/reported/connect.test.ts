/**
 * Reports about sink tasks of Kafka Connect: each breaks what was reported under what its reporters
 * named, and with its cure the same search finds nothing.
 */
import { expect, it } from 'vitest'
import type { PropertyName } from '../../../src/properties/all.ts'
import { connectPut } from '../../../src/strategies/connect/connect-put.ts'
import { connectPutPrecommit } from '../../../src/strategies/connect/connect-put-precommit.ts'
import type { Strategy } from '../../../src/strategies/strategy.ts'
import {
  flushDoesNotWait,
  preCommitEchoes,
  remembersClosedPartitions,
  seeksWhereItFound,
  tellsOfFormerPartitions,
} from './programs/sink-tasks.ts'
import { broken, brokenOnes, faultsOf, type Search, search } from './search.ts'

type Faults = Search['faults']

const reports: readonly [
  string,
  (cured: boolean) => Strategy,
  PropertyName,
  Faults,
  Search['scenario'],
][] = [
  ['precommit-echoes', preCommitEchoes, 'at-least-once', { crash: 1 }, {}],
  ['flush-does-not-wait', flushDoesNotWait, 'at-least-once', { crash: 1 }, {}],
  ['seeks-where-it-found', seeksWhereItFound, 'at-least-once', { shutdown: 2 }, { members: 1 }],
  ['tells-of-former-partitions', tellsOfFormerPartitions, 'progress', { join: 1 }, { members: 1 }],
  [
    'remembers-closed-partitions',
    remembersClosedPartitions,
    'commit-monotonic',
    { join: 1, shutdown: 2 },
    {},
  ],
  [
    // Found in WorkerSinkTask itself, and seen in 3.9.1 and 4.0.0: docs/how-to/connect.md.
    'keeps offsets of a batch that it drops',
    (cured) => (cured ? connectPutPrecommit : connectPut),
    'at-least-once',
    { 'handler-error': 2, crash: 2 },
    { faultsMax: 4, delaysMax: 6 },
  ],
]

const request = (
  [, of, property, faults, scenario]: (typeof reports)[number],
  cured: boolean,
): Search => ({
  subject: of(cured),
  faults,
  schedules: property === 'at-least-once' && 'handler-error' in faults ? 800 : 300,
  judge: [property],
  scenario: { ...scenario },
})

it.each(reports)('%s breaks as reported', (...report) => {
  const found = broken(search(request(report, false)), report[2])
  for (const fault of faultsOf(found)) expect(Object.keys(report[3])).toContain(fault)
})

it.each(reports)('%s: the cure holds', (...report) => {
  const findings = search(request(report, true))
  expect(brokenOnes(findings)).toEqual([])
  for (const fault of Object.keys(report[3])) {
    expect(findings.struck[fault as keyof Faults] ?? 0).toBeGreaterThan(0)
  }
})

it('a seek in a partition that is gone ends the task in a living worker', () => {
  const report = reports.find(([name]) => name === 'tells-of-former-partitions')
  if (report === undefined) throw new Error('no such report')
  const { witnesses } = broken(search(request(report, false)), 'progress')
  expect(witnesses[0]?.text).toContain('is dead in a living process, of IllegalStateException')
})
