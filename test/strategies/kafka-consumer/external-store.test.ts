import { describe, expect, it } from 'vitest'
import type { Op } from '../../../src/model/instance/ops.ts'
import type { Strategy } from '../../../src/strategies/strategy.ts'
import { at, crash, drive, memoryStore, play, record, shipped } from '../drive.ts'

const externalStoreAtomicUnguarded = shipped('external-store-atomic-unguarded')
const externalStoreAtomic = shipped('external-store-atomic')
const externalStoreOffsetFirst = shipped('external-store-offset-first')

/**
 * Polls two records as the owner of partition 0. Another member moves the stored offset to 2 at
 * the moment told, as if this one were a zombie.
 */
function zombie(strategy: Strategy, before: 'store-begin' | 'store-commit') {
  const store = memoryStore()
  const processed: number[] = []
  const seeks: number[] = []
  let committed = 0
  let polls = 0
  let stolen = false
  let subscribed: Op | undefined
  const answer = (op: Op): unknown => {
    if (op.op === 'subscribe') subscribed = op
    if (op.op === 'assignment') return [at(0, 0)]
    if (op.op === 'process') processed.push(op.record.offset)
    if (op.op === 'seek') seeks.push(op.offset)
    if (op.op === before && !stolen) {
      stolen = true
      store.answer({ op: 'store-save-offsets', offsets: [at(0, 2)] })
    }
    if (op.op !== 'poll') {
      const value = store.answer(op)
      if (op.op === 'store-commit') committed += 1
      return value
    }
    polls += 1
    if (polls > 1) return crash()
    const body = subscribed?.op === 'subscribe' && subscribed.listener?.onPartitionsAssigned
    if (body) play(body([at(0, 0)]), answer)
    return [record(0, 0), record(0, 1)]
  }
  drive(strategy, answer)
  return { processed, seeks, committed, stored: store.load([at(0, 0)])[0]?.offset }
}

describe('external stores and a zombie', () => {
  it('external-store-atomic: the guard refuses the batch, and it resumes at the store', () => {
    expect(zombie(externalStoreAtomic, 'store-commit')).toEqual({
      processed: [0, 1],
      seeks: [0, 2],
      committed: 0,
      stored: 2,
    })
  })

  it('external-store-atomic-unguarded: the batch counts', () => {
    expect(zombie(externalStoreAtomicUnguarded, 'store-commit').committed).toBe(1)
  })

  it('external-store-offset-first: nothing is processed that somebody else has taken', () => {
    expect(zombie(externalStoreOffsetFirst, 'store-begin')).toEqual({
      processed: [],
      seeks: [0, 2],
      committed: 0,
      stored: 2,
    })
  })
})
