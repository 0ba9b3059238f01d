/** A program that sleeps past max.poll.interval.ms between two polls leaves its group. */
import { describe, expect, it } from 'vitest'
import type { Settings } from '../../../src/model/settings.ts'
import { createJudge } from '../../../src/properties/judge.ts'
import { noNeedlessRebalance } from '../../../src/properties/no-needless-rebalance.ts'
import { type Act, firstRecords, goOn, place, play } from '../scripted.ts'

const settings: Partial<Settings> = { 'max.poll.interval.ms': 6000 }

function kindsOf(act: Act): readonly string[] {
  const { events } = play({ settings }, act)
  const judge = createJudge([noNeedlessRebalance], { reprocessingMax: null })
  for (const event of events) judge.emit(event)
  expect(judge.results().judgements[0]?.witnesses).toEqual([])
  const told = ['poll-timeout-expired', 'lost', 'joined', 'commit-refused', 'commit-applied']
  return events.map(({ kind }) => kind).filter((kind) => told.includes(kind))
}

describe('what is slept since the last poll', () => {
  it('costs the membership, and the commit that comes after, when it is too long', () => {
    const kinds = kindsOf(function* (stage) {
      yield* firstRecords(stage.consumer)
      yield* stage.sleep(3000)
      yield* stage.sleep(3000)
      try {
        yield* stage.consumer.commitSync()
      } catch {
        // CommitFailedException
      }
      yield* goOn(stage)
    })
    const left = ['joined', 'poll-timeout-expired', 'commit-refused', 'lost', 'joined']
    expect(kinds.slice(0, left.length)).toEqual(left)
  })

  it('costs nothing when a poll lies between', () => {
    const kinds = kindsOf(function* (stage) {
      yield* firstRecords(stage.consumer)
      yield* stage.sleep(3000)
      yield* stage.consumer.pause([place(0)])
      yield* stage.consumer.poll(0)
      yield* stage.sleep(3000)
      yield* stage.consumer.resume([place(0)])
      yield* goOn(stage)
    })
    expect(kinds).not.toContain('poll-timeout-expired')
  })

  it('costs nothing where another task polls', () => {
    const kinds = kindsOf(function* (stage) {
      yield* stage.fork(() => goOn(stage))
      yield* stage.sleep(3000)
      yield* stage.sleep(3000)
      yield* stage.sleep(3000)
    })
    expect(kinds).not.toContain('poll-timeout-expired')
  })
})
