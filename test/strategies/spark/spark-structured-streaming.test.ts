import { describe, expect, it } from 'vitest'
import type { Op } from '../../../src/model/instance/ops.ts'
import { at, crash, drive, memoryStore, record, shipped } from '../drive.ts'

const sparkStructuredStreaming = shipped('spark-structured-streaming')

/** A topic of two partitions with nine records each; a crash before the given store commit. */
function runDriver(store: ReturnType<typeof memoryStore>, crashBefore: number, batchSize: number) {
  const positions = [0, 0]
  const processed: string[] = []
  let commits = 0
  drive(sparkStructuredStreaming, (op: Op) => {
    if (op.op === 'partitions-for') return [at(0, 0), at(1, 0)]
    if (op.op === 'seek') positions[op.partition.partition] = op.offset
    if (op.op === 'process') processed.push(`${op.record.partition}@${op.record.offset}`)
    if (op.op === 'store-commit') {
      commits += 1
      if (commits === crashBefore) return crash()
    }
    if (op.op !== 'poll') return store.answer(op)
    const partition = (positions[0] ?? 0) <= (positions[1] ?? 0) ? 0 : 1
    const from = positions[partition] ?? 0
    positions[partition] = from + batchSize
    return Array.from({ length: batchSize }, (_, i) => record(partition, from + i))
  })
  return processed
}

describe('spark-structured-streaming', () => {
  it('runs a planned batch again with identical ranges', () => {
    const store = memoryStore()
    expect(runDriver(store, 2, 3)).toEqual(['0@0', '0@1', '0@2'])
    expect(runDriver(store, 1, 2)).toEqual(['0@0', '0@1', '0@2'])
  })

  it('leaves out a batch that the sink has, and goes on after it', () => {
    const store = memoryStore()
    expect(runDriver(store, 3, 3)).toEqual(['0@0', '0@1', '0@2'])
    expect(store.load([at(0, 0)])).toEqual([at(0, 3)])
    expect(runDriver(store, 3, 2)).toEqual(['1@0', '1@1'])
  })

  it('ends when another driver has planned the same batch', () => {
    const store = memoryStore()
    expect(() =>
      drive(sparkStructuredStreaming, (op: Op) => {
        if (op.op === 'partitions-for') return [at(0, 0)]
        if (op.op !== 'poll') return store.answer(op)
        store.answer({
          op: 'store-save-offsets',
          offsets: [{ topic: 'orders/offsets', partition: 0, offset: 2 }],
        })
        return [record(0, 0)]
      }),
    ).toThrow('not what was expected')
  })
})
