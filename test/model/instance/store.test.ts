/** The external store as a program sees it: conditional writes, and failures on either side. */
import { describe, expect, it } from 'vitest'
import {
  type Act,
  firstRecords,
  goOn,
  lines,
  of,
  outcomeOf,
  place,
  play,
  type Strike,
  seen,
  upTo,
} from '../scripted.ts'

const scenario = { records: 7 }
const storeEvents = [
  'store-saved',
  'store-failed',
  'transaction-committed',
  'transaction-aborted',
] as const

/** Processes one record into the store, with a conditional write of its offset. */
function storing(expected: number): Act {
  return function* (stage) {
    const { consumer, store, note } = stage
    const [record] = yield* firstRecords(consumer)
    if (record === undefined) return
    const transaction = yield* store.begin()
    yield* stage.process(record, transaction)
    note(yield* outcomeOf(store.commit(transaction, upTo(0, 1), upTo(0, expected))))
    note((yield* store.loadOffsets([place(0)]))[0]?.offset)
    yield* goOn(stage)
  }
}

describe('the external store', () => {
  it('D: a conditional write whose condition holds keeps results and offsets together', () => {
    const { events, notes } = play({ scenario }, storing(0))
    expect(notes).toEqual(['A ok', 'A 1'])
    expect(lines(events, ...storeEvents)).toEqual(['A store-saved 0@1', 'A transaction-committed'])
    const [effect] = of(events, 'effect')
    expect(effect?.transaction).toBe(of(events, 'transaction-committed')[0]?.transaction)
  })

  it('D: one whose condition does not hold is a StoreConflictException and a rollback', () => {
    const { events, notes } = play({ scenario }, storing(5))
    expect(notes).toEqual(['A StoreConflictException', 'A 0'])
    expect(lines(events, ...storeEvents)).toEqual(['A transaction-aborted conflict'])
  })

  const began = seen('processing-done')
  const failure = (detail: number): Strike => {
    return { fault: 'store-failure', when: began, details: [detail] }
  }

  it('D: a failure before the write writes nothing', () => {
    const { events, notes } = play({ scenario, faults: [failure(0)] }, storing(0))
    expect(notes).toEqual(['A StoreException', 'A 0'])
    expect(lines(events, ...storeEvents)).toEqual([
      'A store-failed StoreException',
      'A transaction-aborted store failure',
    ])
  })

  it('D: a failure after the write looks the same to the program, and has written', () => {
    const { events, notes } = play({ scenario, faults: [failure(1)] }, storing(0))
    expect(notes).toEqual(['A StoreException', 'A 1'])
    expect(lines(events, ...storeEvents)).toEqual([
      'A store-saved 0@1',
      'A transaction-committed',
      'A store-failed StoreException',
    ])
  })

  it('D: saveOffsets asks for no condition, and a rollback writes nothing', () => {
    const { events, notes } = play({ scenario }, function* (stage) {
      const { store, note } = stage
      yield* store.saveOffsets(upTo(0, 4))
      yield* store.saveOffsets(upTo(0, 2))
      const transaction = yield* store.begin()
      yield* store.rollback(transaction)
      note(yield* outcomeOf(store.commit(transaction, upTo(0, 9))))
      note((yield* store.loadOffsets([place(0)]))[0]?.offset)
      yield* goOn(stage)
    })
    expect(notes).toEqual(['A IllegalStateException', 'A 2'])
    expect(of(events, 'commit-requested')).toEqual([])
  })

  it('A.7.2: knows no generations: a zombie may write what is not its own any more', () => {
    const faults: Strike[] = [{ fault: 'pause', when: seen('effect', 'A'), target: 'A' }]
    const script = { scenario: { records: 14, partitions: 2, members: 2 }, faults }
    const { events } = play(script, function* (stage) {
      for (const record of yield* firstRecords(stage.consumer)) yield* stage.process(record)
      if (stage.member === 'A') yield* stage.store.saveOffsets(upTo(0, 3))
      yield* goOn(stage)
    })
    const taken = events.findIndex(
      (e) => e.kind === 'assigned' && e.member === 'B' && e.partition === 0,
    )
    expect(taken).toBeGreaterThan(0)
    expect(lines(events.slice(taken), 'store-saved')).toEqual(['A store-saved 0@3'])
  })
})
