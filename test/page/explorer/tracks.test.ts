import { expect, test } from 'vitest'
import { lifeAt, lifeSpans } from '../../../src/page/explorer/life-spans.ts'
import { tracksOf } from '../../../src/page/explorer/tracks.ts'
import { tracedStory } from '../../report/explorer/traced.ts'
import { eventStep, step, storyOf } from './stories.ts'

const at = { time: 0, topic: 'orders', partition: 0 } as const
const a = { ...at, member: 'A', generation: 1 } as const
const commit = { ...a, kind: 'commit-applied', commit: 0, previous: 0, source: 'sync' } as const
const crash = { kind: 'fault', time: 0, fault: 'crash', member: 'A', detail: '' } as const
const pause = { ...crash, fault: 'pause' } as const

test('a record is held from the poll until it is done, or its holder is gone', () => {
  const polled = eventStep({ ...a, kind: 'polled', offsets: [0, 1] })
  const done = eventStep({ ...a, kind: 'processing-done', offset: 0 })
  const other = eventStep({ ...a, kind: 'processing-done', offset: 1 })
  const held = (steps: Parameters<typeof storyOf>[0]) =>
    tracksOf(storyOf(steps)).filter(({ kind }) => kind === 'held')
  expect(held([step(), polled, other, done])).toEqual([{ lane: 0, from: 1, to: 3, kind: 'held' }])
  expect(held([polled, eventStep(crash)])).toMatchObject([{ from: 0, to: 1 }])
  expect(held([polled, eventStep({ ...a, kind: 'revoked' })])).toMatchObject([{ to: 1 }])
  expect(held([polled, other])).toMatchObject([{ to: null }])
  expect(held([eventStep({ ...a, kind: 'polled', offsets: [7] })])).toEqual([])
})

test('the log has a record from its production, or from the start where that is not told', () => {
  const produced = eventStep({ ...at, kind: 'produced', offset: 0, aborted: false })
  const log = { lane: 4, kind: 'log', to: null }
  expect(tracksOf(storyOf([step(), produced]))).toEqual([{ ...log, from: 1 }])
  expect(tracksOf(storyOf([step()]))).toEqual([{ ...log, from: 0 }])
})

test('the committed offset says that a record is done until it goes back', () => {
  const steps = [
    eventStep({ ...commit, offset: 0 }),
    eventStep({ ...commit, offset: 1 }),
    eventStep({ ...commit, offset: 2 }),
    eventStep({ ...commit, offset: 0 }),
  ]
  const spans = tracksOf(storyOf(steps)).filter(({ kind }) => kind === 'committed')
  expect(spans).toEqual([{ lane: 3, from: 1, to: 3, kind: 'committed' }])
})

test('a frozen process runs again with its next step; a dead one does not', () => {
  const story = storyOf([
    eventStep({ kind: 'started', time: 0, member: 'A', replaces: null }),
    eventStep(pause),
    step({ lane: 1 }),
    step(),
    eventStep(crash),
    eventStep({ kind: 'started', time: 0, member: 'B', replaces: null }, { lane: 1 }),
  ])
  const lives = lifeSpans(story)
  expect(lives).toEqual([
    { lane: 0, from: 0, to: 1, status: 'running' },
    { lane: 0, from: 1, to: 3, status: 'frozen' },
    { lane: 0, from: 3, to: 4, status: 'running' },
    { lane: 1, from: 5, to: null, status: 'running' },
  ])
  const said = (member: string, number: number) => lifeAt(story, lives, member, number)
  expect([said('A', 0), said('A', 2), said('A', 3)]).toEqual(['running', 'frozen', 'running'])
  expect([said('B', 4), said('B', 5)]).toEqual(['not started', 'running'])
})

test('nobody holds what is said to be committed when a crash has lost it', () => {
  const { story } = tracedStory('commit-sync-before-processing', 'crash', 'at-least-once', '0x30.4')
  const crashed = story.steps.findIndex(({ event }) => event?.kind === 'fault')
  const applied = story.steps.findIndex(
    ({ event }) => event?.kind === 'commit-applied' && event.offset === 3,
  )
  const tracks = tracksOf(story)
  expect(tracks.filter(({ kind }) => kind === 'held')).toMatchObject([{ lane: 0, to: crashed }])
  const committed = tracks.filter(({ kind }) => kind === 'committed')
  expect(committed).toMatchObject([{ from: applied, to: null }])
})
