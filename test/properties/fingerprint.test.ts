/** States that no verdict tells apart look alike; states that differ in what matters do not. */
import { describe, expect, it } from 'vitest'
import { atLeastOnce } from '../../src/properties/at-least-once.ts'
import { atMostOnce } from '../../src/properties/at-most-once.ts'
import { commitAcknowledgedIsApplied } from '../../src/properties/commit-acknowledged-is-applied.ts'
import { commitMonotonic } from '../../src/properties/commit-monotonic.ts'
import { commitNotAhead } from '../../src/properties/commit-not-ahead.ts'
import { exactlyOnce } from '../../src/properties/exactly-once.ts'
import { inOrder } from '../../src/properties/in-order.ts'
import { noZombieEffect } from '../../src/properties/no-zombie-effect.ts'
import { progress } from '../../src/properties/progress.ts'
import type { Property } from '../../src/properties/property.ts'
import type { Names } from '../../src/properties/state/asked.ts'
import { createHash } from '../../src/properties/state/hash.ts'
import { plainNames } from '../../src/properties/state/plain-names.ts'
import { createStatefulJudge } from '../../src/properties/stateful-judge.ts'
import * as h from './histories.ts'

function fingerprint(of: Property, lines: readonly h.Line[], names: Names = plainNames): string {
  const judge = createStatefulJudge([of], { reprocessingMax: null })
  for (const event of lines.flat()) judge.emit(event)
  const hash = createHash()
  judge.fingerprint(judge.save(), { names, offsetsVanish: false }, hash)
  return `${hash.low}/${hash.high}`
}

const start = [h.produced(0, 1), h.position('A', 0), h.polled('A', 0, 1)]
const inTransaction = [h.begun('A', 1), h.processesIn(1, 'A', 0)]

const alike: readonly [string, Property, readonly h.Line[], readonly h.Line[]][] = [
  [
    'the order in which records were done',
    atLeastOnce,
    [...start, h.processes('A', 0, 1)],
    [...start, h.processes('B', 1), h.processes('A', 0)],
  ],
  ['repeats, to who asks for losses', atLeastOnce, [h.processes('A', 0)], [h.processes('A', 0, 0)]],
  [
    'by which commits it came',
    atLeastOnce,
    [h.applied('A', 1), h.applied('A', 2)],
    [h.applied('B', 2)],
  ],
  [
    'who broke it',
    atMostOnce,
    [h.processes('A', 0, 0)],
    [h.processes('A', 1, 1), h.processes('B', 0)],
  ],
  [
    'what an aborted transaction held, done with since',
    exactlyOnce,
    [
      ...start,
      ...inTransaction,
      h.aborted('A', 1),
      h.begun('A', 2),
      h.processesIn(2, 'A', 0),
      h.committed('A', 2),
    ],
    [...start, h.begun('A', 2), h.processesIn(2, 'A', 0), h.committed('A', 2), h.aborted('A', 1)],
  ],
]

const apart: readonly [string, Property, readonly h.Line[], readonly h.Line[]][] = [
  ['what is done', atLeastOnce, [h.produced(0), h.processes('A', 0)], [h.produced(0)]],
  ['what is committed', atLeastOnce, [h.applied('A', 1)], [h.applied('A', 2)]],
  ['where it started', atLeastOnce, [h.position('A', 0)], [h.position('A', 1)]],
  ['what took effect', atMostOnce, [h.processes('A', 0)], [h.processes('A', 1)]],
  ['what is broken', atMostOnce, [h.processes('A', 0)], [h.processes('A', 0, 0)]],
  ['what waits', exactlyOnce, [h.begun('A', 1)], inTransaction],
  [
    'whether it may be committed',
    exactlyOnce,
    inTransaction,
    [...inTransaction, h.aborted('A', 1)],
  ],
  ['the highest effect', inOrder, [h.processes('A', 0)], [h.processes('A', 0, 1)]],
  ['what was handed out', commitNotAhead, [h.polled('A', 0)], [h.polled('A', 0, 1)]],
  [
    'who may go back',
    commitMonotonic,
    [h.applied('A', 2)],
    [h.applied('A', 2), h.position('A', 0, 'seek')],
  ],
  [
    'what was applied',
    commitAcknowledgedIsApplied,
    [h.applied('A', 1, null, 1)],
    [h.applied('A', 1, null, 2)],
  ],
  ['who owns it', noZombieEffect, [h.assigned('A')], [h.assigned('B')]],
  ['whether anything was committed', progress, [h.produced(0)], [h.produced(0), h.applied('A', 0)]],
]

describe('a fingerprint', () => {
  it.each(alike)('overlooks %s', (_, property, one, other) => {
    expect(fingerprint(property, one)).toBe(fingerprint(property, other))
  })

  it.each(apart)('sees %s', (_, property, one, other) => {
    expect(fingerprint(property, one)).not.toBe(fingerprint(property, other))
  })

  it('takes members and partitions for each other where the caller does', () => {
    const swapped: Names = {
      ...plainNames,
      member: (name) => plainNames.member(name === 'A' ? 'B' : name === 'B' ? 'A' : name),
      partition: (topic, partition) => plainNames.partition(topic, 1 - partition),
    }
    const one = [h.assigned('A'), h.inPartition(1, h.assigned('B'))]
    const other = [h.assigned('A'), h.inPartition(1, h.assigned('A'))]
    expect(fingerprint(noZombieEffect, one, swapped)).toBe(fingerprint(noZombieEffect, one))
    expect(fingerprint(noZombieEffect, other, swapped)).not.toBe(fingerprint(noZombieEffect, other))
  })

  it('forgets commits that nobody can be told of any more', () => {
    const names: Names = { ...plainNames, commit: (commit) => (commit < 5 ? -1 : commit) }
    const [one, other] = [[h.applied('A', 1, null, 1)], [h.applied('A', 1, null, 2)]]
    const of = commitAcknowledgedIsApplied
    expect(fingerprint(of, one, names)).toBe(fingerprint(of, other, names))
  })
})
