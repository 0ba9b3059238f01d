/** commitAsync: sent at once, never retried, its callback inside the client's calls (A.5). */
import { describe, expect, it } from 'vitest'
import type { OffsetCommitCallback } from '../../../src/model/instance/ops.ts'
import {
  type Act,
  firstRecords,
  goOn,
  lines,
  of,
  outcomeOf,
  place,
  play,
  type Stage,
  type Strike,
  seen,
  upTo,
} from '../scripted.ts'

const scenario = { records: 10 }
const requested = seen('commit-requested')

function callback({ note }: Stage): OffsetCommitCallback {
  // biome-ignore lint/correctness/useYield: a callback may have nothing to ask of the client.
  return function* (offsets, error) {
    note(`callback ${offsets[0]?.offset} ${error === null ? 'ok' : error.name}`)
  }
}

/** Commits 1 and 2, one right after the other, and goes on. */
const commitTwice: Act = function* (stage) {
  const { consumer } = stage
  yield* firstRecords(consumer)
  yield* consumer.commitAsync(upTo(0, 1), callback(stage))
  yield* consumer.commitAsync(upTo(0, 2), callback(stage))
  yield* goOn(stage)
}

describe('commitAsync', () => {
  it('A.5: sends in the order of the calls, and calls back in that order', () => {
    const { events, notes } = play({ scenario }, commitTwice)
    expect(lines(events, 'commit-applied')).toEqual([
      'A commit-applied 0@1',
      'A commit-applied 0@2',
    ])
    expect(notes).toEqual(['A callback 1 ok', 'A callback 2 ok'])
  })

  it('A.5: without offsets commits what poll has returned, done or not', () => {
    const { events } = play({ scenario }, function* (stage) {
      yield* firstRecords(stage.consumer)
      yield* stage.consumer.commitAsync()
      yield* goOn(stage)
    })
    expect(lines(events, 'commit-applied')).toEqual(['A commit-applied 0@3'])
  })

  it.each([
    ['COORDINATOR_LOAD_IN_PROGRESS', 0, 'RetriableCommitFailedException'],
    ['NOT_COORDINATOR', 2, 'RetriableCommitFailedException'],
    ['REQUEST_TIMED_OUT', 3, 'RetriableCommitFailedException'],
    ['REBALANCE_IN_PROGRESS', 4, 'RebalanceInProgressException'],
    ['UNKNOWN_MEMBER_ID', 6, 'CommitFailedException'],
    ['UNKNOWN_SERVER_ERROR', 7, 'KafkaException'],
  ])('A.5: is never retried: %s (%i) arrives as %s', (code, detail, exception) => {
    const faults = [{ fault: 'commit-refused', when: requested, details: [detail] }] as const
    const { events, notes } = play({ scenario, faults }, function* (stage) {
      yield* firstRecords(stage.consumer)
      yield* stage.consumer.commitAsync(upTo(0, 1), callback(stage))
      yield* goOn(stage)
    })
    expect(of(events, 'fault')[0]?.detail).toBe(code)
    expect(notes).toEqual([`A callback 1 ${exception}`])
    expect(of(events, 'commit-applied')).toEqual([])
  })

  it('A.5: a lost request is not sent again, and a later one passes it', () => {
    const faults: Strike[] = [{ fault: 'commit-lost', when: requested }]
    const { events, notes } = play({ scenario, faults }, commitTwice)
    expect(lines(events, 'commit-applied')).toEqual(['A commit-applied 0@2'])
    expect([...notes].sort()).toEqual([
      'A callback 1 RetriableCommitFailedException',
      'A callback 2 ok',
    ])
  })

  it('A.5: a broken connection is a retriable failure of everything under way', () => {
    const second = seen('commit-requested', 'A', 2)
    const faults: Strike[] = [{ fault: 'disconnect', when: second }]
    const { events, notes } = play({ scenario, faults }, commitTwice)
    expect(of(events, 'commit-applied')).toEqual([])
    expect(notes).toEqual([
      'A callback 1 RetriableCommitFailedException',
      'A callback 2 RetriableCommitFailedException',
    ])
  })

  it('A.5: while the coordinator is unknown they wait for it, and keep their order', () => {
    const faults: Strike[] = [{ fault: 'commit-refused', when: requested, details: [2] }]
    const { events, notes } = play({ scenario, faults }, function* (stage) {
      const { consumer } = stage
      yield* firstRecords(consumer)
      yield* consumer.commitAsync(upTo(0, 1))
      yield* stage.sleep(1000)
      yield* consumer.commitAsync(upTo(0, 2), callback(stage))
      yield* consumer.commitAsync(upTo(0, 3), callback(stage))
      yield* goOn(stage)
    })
    expect(lines(events, 'commit-applied')).toEqual([
      'A commit-applied 0@2',
      'A commit-applied 0@3',
    ])
    expect(notes).toEqual(['A callback 2 ok', 'A callback 3 ok'])
  })

  it('A.5: callbacks run only inside poll, commitSync, commitAsync and close', () => {
    const { notes } = play({ scenario }, function* (stage) {
      const { consumer, note } = stage
      const records = yield* firstRecords(consumer)
      yield* consumer.commitAsync(upTo(0, 1), callback(stage))
      for (const record of records) yield* stage.process(record)
      yield* stage.sleep(1000)
      yield* consumer.position(place(0))
      yield* consumer.committed([place(0)])
      note('nothing yet')
      yield* consumer.poll()
      yield* consumer.commitAsync(upTo(0, 2), callback(stage))
      yield* stage.sleep(1000)
      note('commitAsync')
      yield* consumer.commitAsync(upTo(0, 3), callback(stage))
      yield* stage.sleep(1000)
      note('commitSync')
      yield* consumer.commitSync(upTo(0, 4))
      yield* consumer.commitAsync(upTo(0, 5), callback(stage))
      note('close')
      yield* consumer.close()
      yield* stage.sleep(1_000_000)
    })
    expect(notes.slice(0, 8)).toEqual([
      'A nothing yet',
      'A callback 1 ok',
      'A commitAsync',
      'A callback 2 ok',
      'A commitSync',
      'A callback 3 ok',
      'A close',
      'A callback 5 ok',
    ])
  })

  it('A.4: callbacks of earlier commits run before commitSync returns', () => {
    const { notes } = play({ scenario }, function* (stage) {
      const { consumer } = stage
      yield* firstRecords(consumer)
      yield* consumer.commitAsync(upTo(0, 1), callback(stage))
      yield* consumer.commitSync(upTo(0, 2))
      stage.note('commitSync returned')
      yield* goOn(stage)
    })
    expect(notes).toEqual(['A callback 1 ok', 'A commitSync returned'])
  })

  it('A.5: what a callback throws comes out of the call in which it runs', () => {
    const { notes } = play({ scenario }, function* (stage) {
      const { consumer } = stage
      yield* firstRecords(consumer)
      // biome-ignore lint/correctness/useYield: it throws at once.
      yield* consumer.commitAsync(null, function* () {
        throw new RangeError('from the callback')
      })
      yield* stage.sleep(1000)
      stage.note(yield* outcomeOf(consumer.poll()))
      stage.note(yield* outcomeOf(consumer.poll()))
      yield* goOn(stage)
    })
    expect(notes).toEqual(['A RangeError', 'A ok'])
  })
})
