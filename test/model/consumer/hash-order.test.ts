/** The order of partitions that `java.util.HashMap` of Java was seen to give after insertions. */
import { describe, expect, it } from 'vitest'
import { inHashOrder } from '../../../src/model/consumer/hash-order.ts'
import { type Act, firstRecords, goOn, lines, play } from '../scripted.ts'

/** A topic, its partitions as they were inserted, and as they were iterated. */
const seenInJava: readonly (readonly [string, readonly number[], readonly number[]])[] = [
  ['orders', [2, 1, 0], [0, 1, 2]],
  ['orders', [11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0], [7, 8, 9, 10, 11, 0, 1, 2, 3, 4, 5, 6]],
  ['payments', [2, 1, 0], [0, 2, 1]],
  ['payments', [11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0], [4, 3, 6, 5, 0, 2, 1, 11, 8, 7, 10, 9]],
  ['order-events', [2, 1, 0], [2, 1, 0]],
  // Thirteen partitions need a table of 32 buckets.
  [
    'order-events',
    [12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0],
    [5, 4, 3, 2, 9, 8, 7, 6, 1, 0, 12, 11, 10],
  ],
  ['übung', [11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0], [10, 11, 0, 1, 4, 5, 2, 3, 8, 9, 6, 7]],
  // Buckets that are shared keep the order of insertion.
  ['a', [0, 16, 32, 1, 17], [1, 17, 0, 16, 32]],
  ['a', [32, 16, 0, 17, 1], [17, 1, 32, 16, 0]],
]

describe('inHashOrder', () => {
  it.each(seenInJava)('%s: %j is iterated as %j', (topic, inserted, iterated) => {
    const lists = inserted.map((partition) => [{ topic, partition }])
    expect(inHashOrder(lists).map(({ partition }) => partition)).toEqual(iterated)
  })

  it('orders the partitions of several topics together', () => {
    const lists = ['orders', 'payments'].flatMap((topic) =>
      [2, 1, 0].map((partition) => [{ topic, partition }]),
    )
    const names = inHashOrder(lists).map(({ topic, partition }) => `${topic}-${partition}`)
    expect(names.join(' ')).toBe('payments-0 payments-2 payments-1 orders-0 orders-1 orders-2')
  })
})

describe('poll', () => {
  it('returns the partitions in that order, whichever was drained first', () => {
    const act: Act = function* (stage) {
      yield* firstRecords(stage.consumer)
      yield* stage.sleep(1000)
      const records = yield* stage.consumer.poll()
      stage.note(records.map(({ partition, offset }) => `${partition}@${offset}`))
      yield* goOn(stage)
    }
    const scenario = { topic: 'order-events', partitions: 2, records: 12 }
    const { events, notes } = play({ scenario, settings: { 'max.poll.records': 4 } }, act)
    expect(notes).toEqual(['A 1@0,1@1,0@4,0@5'])
    const drained = lines(events, 'polled').slice(0, 3)
    expect(drained).toEqual(['A polled 0@0,1,2,3', 'A polled 0@4,5', 'A polled 1@0,1'])
  })
})
