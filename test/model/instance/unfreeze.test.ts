/** What a member does that was frozen past its session, before it hears that it is expelled. */
import { describe, expect, it } from 'vitest'
import type { Program } from '../../../src/model/instance/ops.ts'
import { type Act, lines, of, outcomeOf, play, type Stage, seen } from '../scripted.ts'

const scenario = { partitions: 2, records: 24, members: 2 }
/** Often enough that a heartbeat would be due before the frozen batch is done. */
const often = { 'heartbeat.interval.ms': 500 }
const faults = [{ fault: 'pause', when: seen('processing-started', 'A', 4), target: 'A' }] as const

/** Polls, processes, and commits each batch. */
const committing = (commit: (stage: Stage) => Program<void>): Act =>
  function* (stage) {
    for (;;) {
      const records = yield* stage.consumer.poll()
      for (const record of records) yield* stage.process(record)
      if (records.length > 0) yield* commit(stage)
    }
  }

/** What A had effects of between the hand-over of its partition and hearing of it. */
function zombieEffects(act: Act, settings = {}): string[] {
  const { events } = play({ scenario, settings: { ...often, ...settings }, faults }, act)
  const taken = events.findIndex(
    (event) => event.kind === 'assigned' && event.member === 'B' && event.generation === 2,
  )
  const lost = events.findIndex(({ kind }) => kind === 'lost')
  expect(taken).toBeGreaterThan(0)
  expect(of(events.slice(taken), 'lost')[0]?.member).toBe('A')
  return lines(events.slice(taken, lost), 'effect').filter((text) => text.startsWith('A'))
}

const frozenBatch = ['A effect 0@3', 'A effect 0@4', 'A effect 0@5']
const fetchedBefore = ['A effect 0@6', 'A effect 0@7', 'A effect 0@8']

describe('a member that goes on after its session', () => {
  it('A.7.1: whose commits nobody waits for handles one more batch that it had fetched', () => {
    const act = committing(({ consumer }) => consumer.commitAsync())
    expect(zombieEffects(act)).toEqual([...frozenBatch, ...fetchedBefore])
  })

  it('A.7.1: so does one whose client commits', () => {
    const act = committing(function* () {})
    const settings = { 'enable.auto.commit': true }
    expect(zombieEffects(act, settings)).toEqual([...frozenBatch, ...fetchedBefore])
  })

  it('A.7.2: hears of it from a commit that it waits for', () => {
    const act = committing(function* ({ consumer, note }) {
      note(yield* outcomeOf(consumer.commitSync()))
    })
    expect(zombieEffects(act)).toEqual(frozenBatch)
  })

  it('hears nothing of commits that were under way, though the broker took them', () => {
    const when = seen('commit-requested', 'A', 2)
    const { events } = play(
      { scenario, faults: [{ fault: 'pause', when, target: 'A' }] },
      function* ({ consumer, process }) {
        for (;;) {
          for (const record of yield* consumer.poll()) {
            yield* process(record)
            yield* consumer.commitAsync()
          }
        }
      },
    )
    const unknown = of(events, 'commit-unknown').map(({ commit }) => commit)
    const applied = of(events, 'commit-applied').map(({ commit }) => commit)
    expect(unknown.length).toBeGreaterThan(0)
    expect(applied).toEqual(expect.arrayContaining(unknown))
  })
})
