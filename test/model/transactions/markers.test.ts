import { describe, expect, it } from 'vitest'
import { transactions } from './offsets-fixture.ts'

describe('between the decision and its markers', () => {
  it('readers are told the old offsets, or that they are not stable', () => {
    const { init, addOffsets, commitOffset, decide, committed, settle, told } = transactions()
    const producer = init()
    addOffsets(producer)
    commitOffset(producer, 3)
    expect(decide(producer, true)).toBe('NONE')
    expect(told.ended).toEqual(['0/0 committed'])
    expect(committed()).toBeNull()
    settle()
    expect(committed()).toBe(3)
  })

  it('everything else has to wait, and a decision stays', () => {
    for (const committed of [true, false]) {
      const world = transactions()
      const producer = world.init()
      world.addOffsets(producer)
      world.decide(producer, committed)
      expect(world.ask().error).toBe('CONCURRENT_TRANSACTIONS')
      expect(world.begin(producer)).toBe('CONCURRENT_TRANSACTIONS')
      expect(world.addOffsets(producer)).toBe('CONCURRENT_TRANSACTIONS')
      expect(world.decide(producer, committed)).toBe('CONCURRENT_TRANSACTIONS')
      expect(world.decide(producer, !committed)).toBe('INVALID_TXN_STATE')
      world.settle()
      expect(world.addOffsets(producer)).toBe('NONE')
    }
  })

  it('a new producer waits for the abort of what the old one had begun', () => {
    const { ask, init, begin, settle, told } = transactions()
    begin(init())
    expect(ask().error).toBe('CONCURRENT_TRANSACTIONS')
    expect(told.ended).toEqual(['0/0 aborted'])
    settle()
    expect(ask()).toMatchObject({ error: 'NONE', producerEpoch: 2 })
  })

  it('offsets are taken along if the log has some of the same transaction', () => {
    const { init, addOffsets, commitOffset, decide, committed, settle } = transactions()
    const producer = init()
    addOffsets(producer)
    commitOffset(producer, 3)
    decide(producer, true)
    commitOffset(producer, 4)
    settle()
    expect(committed()).toBe(4)
  })

  it('offsets are refused if the log has none', () => {
    const { init, addOffsets, commitOffset, decide, committed, settle } = transactions()
    const producer = init()
    addOffsets(producer)
    decide(producer, true)
    expect(commitOffset(producer, 4)).toMatchObject({ error: 'CONCURRENT_TRANSACTIONS' })
    settle()
    expect(committed()).toBeNull()
  })
})
