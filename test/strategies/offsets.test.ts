import { describe, expect, it } from 'vitest'
import {
  entriesOf,
  firstOffsets,
  nextOffsets,
  samePartition,
  updated,
} from '../../src/strategies/offsets.ts'

const topic = 'orders'
const at = (partition: number, offset: number) => ({ topic, partition, offset })
const record = (partition: number, offset: number) => ({
  ...at(partition, offset),
  key: 'k',
  leaderEpoch: 0,
})

describe('offsets per partition', () => {
  it('commits the highest offset plus one, whatever the order', () => {
    expect(nextOffsets([record(0, 4), record(1, 7), record(0, 9), record(1, 6)])).toEqual([
      at(0, 10),
      at(1, 8),
    ])
    expect(nextOffsets([])).toEqual([])
  })

  it('rewinds to the first record of each partition', () => {
    expect(firstOffsets([record(1, 7), record(0, 4), record(1, 8)])).toEqual([at(1, 7), at(0, 4)])
  })

  it('replaces and adds entries', () => {
    expect(updated([at(0, 1), at(1, 1)], [at(1, 5), at(2, 3)])).toEqual([
      at(0, 1),
      at(1, 5),
      at(2, 3),
    ])
  })

  it('picks entries by topic and partition', () => {
    const other = { topic: 'orders/offsets', partition: 0, offset: 3 }
    expect(entriesOf([at(0, 1), other, at(1, 2)], [at(0, 99)])).toEqual([at(0, 1)])
    expect(samePartition(at(0, 1), other)).toBe(false)
  })
})
