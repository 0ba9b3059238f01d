import { describe, expect, it } from 'vitest'
import { atMostOnce } from '../../src/properties/at-most-once.ts'
import { exactlyOnce } from '../../src/properties/exactly-once.ts'
import { inOrder } from '../../src/properties/in-order.ts'
import { noZombieEffect } from '../../src/properties/no-zombie-effect.ts'
import * as h from './histories.ts'

const place = { topic: 'orders', partition: 0 }

describe('at-most-once', () => {
  it('holds when a record is started again whose effect was never written', () => {
    const lines = [h.started('A', 0), h.crash('A'), h.processes('B', 0), h.ended()]
    expect(h.witnesses(atMostOnce, ...lines)).toEqual([])
  })

  it('breaks on the second effect, and tells who did it twice', () => {
    const lines = [h.processes('A', 0, 1), h.crash('A'), h.processes('B', 0, 1), h.ended()]
    const text = 'took effect twice: by A, then by B'
    expect(h.witnesses(atMostOnce, ...lines)).toEqual([{ ...place, offsets: [0, 1], text, at: 11 }])
  })

  it('tells a third effect no more', () => {
    const text = 'took effect twice: by A both times'
    const found = h.witnesses(atMostOnce, h.processes('A', 4, 4, 4), h.ended())
    expect(found).toEqual([{ ...place, offsets: [4], text, at: 4 }])
  })

  it('does not count an effect in an aborted transaction', () => {
    const lines = [h.processesIn(1, 'A', 0), h.aborted('A', 1), h.processes('A', 0), h.ended()]
    expect(h.witnesses(atMostOnce, ...lines)).toEqual([])
  })

  it('does not count an effect that comes after its transaction was aborted', () => {
    const lines = [h.started('A', 0), h.aborted('A', 1), h.effect('A', 0, 1), h.done('A', 0)]
    expect(h.witnesses(atMostOnce, ...lines, h.processes('B', 0), h.ended())).toEqual([])
  })

  it('does not count an effect whose record the log lost before the transaction committed', () => {
    const lines = [h.produced(0), h.polled('A', 0), h.effect('A', 0, 1), h.truncatedTo(0)]
    const again = [h.produced(0), h.polled('B', 0), h.effect('B', 0), h.committed('A', 1)]
    expect(h.witnesses(atMostOnce, ...lines, ...again, h.ended())).toEqual([])
  })

  it('counts an effect in a transaction when that is committed', () => {
    const lines = [h.processesIn(1, 'A', 0), h.processes('B', 0), h.committed('A', 1), h.ended()]
    const text = 'took effect twice: by B, then by A'
    expect(h.witnesses(atMostOnce, ...lines)).toEqual([{ ...place, offsets: [0], text, at: 6 }])
  })

  it('knows a new record at an old offset, and late work on the old one', () => {
    const lines = [
      h.produced(0),
      h.polled('A', 0),
      h.effect('A', 0),
      h.truncatedTo(0),
      h.produced(0),
    ]
    const again = [h.polled('B', 0), h.effect('B', 0), h.effect('A', 0)]
    expect(h.witnesses(atMostOnce, ...lines, ...again, h.ended())).toEqual([])
    const found = h.witnesses(atMostOnce, ...lines, ...again, h.effect('B', 0), h.ended())
    expect(found.map(({ at }) => at)).toEqual([8])
  })

  it('knows late work on an old record after the log was cut back twice', () => {
    const cut = (offset: number, ...again: number[]) => [
      h.truncatedTo(offset),
      h.produced(...again),
    ]
    const handed = [h.produced(0, 1), h.polled('A', 0, 1), cut(0, 0, 1)].flat()
    const lower = [h.polled('A', 0, 1), ...cut(0, 0), h.polled('B', 0), h.effect('B', 0)]
    expect(h.witnesses(atMostOnce, ...handed, ...lower, h.effect('A', 0), h.ended())).toEqual([])
    const higher = [h.polled('B', 0, 1), h.effect('B', 0), ...cut(1, 1)]
    expect(h.witnesses(atMostOnce, ...handed, ...higher, h.effect('A', 0), h.ended())).toEqual([])
  })
})

describe('a record that was handed on', () => {
  const owed = [h.produced(0), h.position('A', 0)]
  const end = [h.applied('A', 1), h.ended()]

  it('is neither lost nor an effect: one effect besides is no second one', () => {
    expect(h.witnesses(exactlyOnce, ...owed, h.failed('A', 0), h.handedOn('A', 0), ...end)).toEqual(
      [],
    )
    const besides = [h.handedOn('A', 0), h.processes('B', 0)]
    expect(h.witnesses(exactlyOnce, ...owed, ...besides, ...end)).toEqual([])
    const twice = [...besides, h.processes('A', 0)]
    expect(h.witnesses(exactlyOnce, ...owed, ...twice, ...end)).toHaveLength(1)
  })

  it('is a record of before the log was cut back, not the one that took its place', () => {
    const lines = [h.polled('A', 0), h.truncatedTo(0), h.produced(0), h.handedOn('A', 0)]
    expect(h.witnesses(exactlyOnce, ...owed, ...lines, ...end)).toHaveLength(1)
  })
})

describe('exactly-once', () => {
  const start = [h.produced(0), h.position('A', 0), h.polled('A', 0)]

  it('holds when the effect stands and is the only one', () => {
    const lines = [...start, h.processesIn(1, 'A', 0), h.committed('A', 1), h.applied('A', 1)]
    expect(h.witnesses(exactlyOnce, ...lines, h.ended())).toEqual([])
  })

  it('breaks on a loss and on a repeat', () => {
    const lines = [h.produced(0, 1), h.position('A', 0), h.processes('A', 1, 1), h.applied('A', 2)]
    const lost = 'is lost: below the committed offset, never processed, held by nobody'
    expect(h.witnesses(exactlyOnce, ...lines, h.ended())).toEqual([
      { ...place, offsets: [0], text: lost, at: 9 },
      { ...place, offsets: [1], text: 'took effect twice: by A both times', at: 7 },
    ])
  })

  it('counts by effect: a handler that never returned has done its work', () => {
    const lines = [...start, h.effect('A', 0), h.applied('A', 1), h.crash('A'), h.ended()]
    expect(h.witnesses(exactlyOnce, ...lines)).toEqual([])
  })

  it('counts by effect: one that was rolled back is none', () => {
    const lines = [...start, h.processesIn(1, 'A', 0), h.aborted('A', 1), h.applied('A', 1)]
    expect(h.witnesses(exactlyOnce, ...lines, h.ended())).toEqual([
      {
        ...place,
        offsets: [0],
        text:
          'is lost: below the committed offset, processed only in a transaction that was aborted,' +
          ' held by nobody',
        at: 7,
      },
    ])
  })
})

describe('in-order', () => {
  it('holds for repeats of earlier records', () => {
    expect(h.witnesses(inOrder, h.processes('A', 0, 1, 2, 0, 1, 3), h.ended())).toEqual([])
  })

  it('breaks when a record takes effect for the first time after a later one', () => {
    const found = h.witnesses(inOrder, h.processes('A', 0, 2, 1), h.ended())
    const text = 'took effect only after @2 had'
    expect(found).toEqual([{ ...place, offsets: [1], text, at: 7 }])
  })

  it('takes an aborted transaction for no effect', () => {
    const lines = [
      h.processesIn(1, 'A', 2),
      h.aborted('A', 1),
      h.processes('A', 0, 1, 2),
      h.ended(),
    ]
    expect(h.witnesses(inOrder, ...lines)).toEqual([])
  })

  it('counts a transaction when it is committed', () => {
    const lines = [h.processesIn(1, 'A', 0), h.processes('B', 1), h.committed('A', 1), h.ended()]
    const text = 'took effect only after @1 had'
    expect(h.witnesses(inOrder, ...lines)).toEqual([{ ...place, offsets: [0], text, at: 6 }])
  })

  it('starts over where the log was cut back', () => {
    const lines = [h.processes('A', 0, 5), h.truncatedTo(1), h.produced(1), h.polled('A', 1)]
    expect(h.witnesses(inOrder, ...lines, h.processes('A', 1), h.ended())).toEqual([])
  })

  it('keeps partitions apart', () => {
    const lines = [h.processes('A', 5), h.inPartition(1, h.processes('A', 0)), h.ended()]
    expect(h.witnesses(inOrder, ...lines)).toEqual([])
  })
})

describe('no-zombie-effect', () => {
  const text = 'took effect by A, which no longer owned the partition'

  it('holds when the partition came back to the member', () => {
    const lines = [
      h.assigned('A'),
      h.assigned('B'),
      h.assigned('A'),
      h.processes('A', 0),
      h.ended(),
    ]
    expect(h.witnesses(noZombieEffect, ...lines)).toEqual([])
  })

  it('breaks on an effect after another member was assigned', () => {
    const lines = [h.assigned('A'), h.started('A', 0), h.assigned('B'), h.effect('A', 0), h.ended()]
    expect(h.witnesses(noZombieEffect, ...lines)).toEqual([{ ...place, offsets: [0], text, at: 3 }])
  })

  it('tells a record once', () => {
    const lines = [h.assigned('A'), h.assigned('B'), h.effect('A', 0), h.effect('A', 0)]
    expect(h.witnesses(noZombieEffect, ...lines, h.ended()).map(({ at }) => at)).toEqual([2])
  })

  it('says nothing where nobody is assigned', () => {
    expect(h.witnesses(noZombieEffect, h.effect('A', 0), h.effect('B', 0), h.ended())).toEqual([])
  })

  it('counts an effect in a transaction with its commit, and none that was rolled back', () => {
    const lines = [h.assigned('A'), h.assigned('B'), h.effect('A', 0, 1), h.effect('A', 1, 2)]
    const found = h.witnesses(noZombieEffect, ...lines, h.aborted('A', 2), h.committed('A', 1))
    expect(found).toEqual([{ ...place, offsets: [0], text, at: 5 }])
  })

  it('leaves a transaction alone whose effects were recorded in time', () => {
    const lines = [h.assigned('A'), h.effect('A', 0, 1), h.assigned('B'), h.committed('A', 1)]
    expect(h.witnesses(noZombieEffect, ...lines, h.ended())).toEqual([])
  })
})
