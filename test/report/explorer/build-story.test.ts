import { expect, test } from 'vitest'
import type { ExplorerStory } from '../../../src/report/explorer/explorer-story.ts'
import { stateAt } from '../../../src/report/explorer/state.ts'
import { replay, traceReplay } from '../../../src/search/replay/replay.ts'
import { requestFor, tracedStory } from './traced.ts'

const lostByCrash = ['commit-sync-before-processing', 'crash', 'at-least-once', '0x30.4'] as const

const reasons = (story: ExplorerStory): string =>
  story.steps.flatMap(({ why }) => (why === null ? [] : [why])).join('\n')

test.each([
  ['commit-sync-before-processing', 'crash', '0x30.4'],
  ['kafkajs-each-message', 'shutdown', '0x46.5'],
  ['transactional', 'coordinator-failover', '0x20.5'],
])('watching %s under %s changes nothing in it', (name, fault, path) => {
  const request = requestFor(name, fault, path)
  expect(traceReplay(request).events).toEqual(replay(request).events)
})

test('the trace has each event once, and in order', () => {
  const { traced } = tracedStory(...lostByCrash)
  const told = traced.trace.flatMap((entry) => (entry.kind === 'event' ? [entry.event] : []))
  expect(told).toEqual(traced.events)
})

test('a message goes out before it is taken, and is taken before it is answered', () => {
  const { story } = tracedStory(...lostByCrash)
  for (const { sent, taken, answered, arrived } of story.arrows) {
    const known = [sent, taken, answered, arrived].filter((step) => step !== null)
    expect(known).toEqual([...known].sort((a, b) => a - b))
  }
  expect(story.arrows.some(({ arrived }) => arrived !== null)).toBe(true)
})

test('a commit that outlives its process is taken, and its answer reaches nobody', () => {
  const { story } = tracedStory(...lostByCrash)
  const commits = story.arrows.filter(({ api }) => api === 'OffsetCommit')
  expect(commits).toMatchObject([{ arrived: null, asks: 'orders-0 → 3, generation 1' }])
  expect(commits[0]?.taken).not.toBeNull()
  expect(commits[0]?.vanished).not.toBeNull()
})

test('the rules that lose the records are said', () => {
  const told = reasons(tracedStory(...lostByCrash).story)
  expect(told).toContain('checks member and generation, never whether what is below was processed')
  expect(told).toContain('has removed A')
  expect(told).toContain('is not read again')
})

test('a record is marked from its production to its loss', () => {
  const { story } = tracedStory(...lostByCrash)
  const { records } = stateAt(story, story.steps.length - 1)
  expect(records[0]).toMatchObject({ topic: 'orders', partition: 0, offset: 0, effects: 0 })
  expect(records[0]?.life.map(({ text }) => text)).toEqual([
    'produced',
    'polled by A',
    'A asks to commit past it',
    "A's commit is past it",
    'B reads on after it',
  ])
  expect(records[0]?.life.every(({ step }) => story.steps[step]?.marked === true)).toBe(true)
})

test('the state follows the steps', () => {
  const { story } = tracedStory(...lostByCrash)
  const at = (text: string): number => story.steps.findIndex((step) => step.text.startsWith(text))
  const before = stateAt(story, at('crashes') - 1)
  expect(before.instances[0]).toMatchObject({
    member: 'A',
    status: 'running',
    generation: 1,
    assignment: ['orders-0'],
    positions: { 'orders-0': 3 },
  })
  expect(before.instances[0]?.inFlight).toHaveLength(1)
  expect(before.committed).toEqual({ 'orders-0': 0 })
  const after = stateAt(story, story.steps.length - 1)
  expect(after.instances.map(({ status }) => status)).toEqual(['crashed', 'running'])
  expect(after.committed).toEqual({ 'orders-0': 3 })
  expect(stateAt(story, -1).instances.map(({ generation }) => generation)).toEqual([-1, -1])
})

test('a commit that was held up is late, and may go back', () => {
  const { story } = tracedStory(
    'commit-async-after-batch',
    'commit-delayed',
    'commit-monotonic',
    '0x49.3',
  )
  expect(story.arrows.some(({ api, late }) => api === 'OffsetCommit' && late)).toBe(true)
  expect(reasons(story)).toContain('never whether an offset goes back')
})

test('work on other partitions is left out', () => {
  const { story, traced } = tracedStory(...lostByCrash)
  const polls = (partition: number): boolean =>
    story.steps.some(({ event }) => event?.kind === 'polled' && event.partition === partition)
  expect(traced.events.some((e) => e.kind === 'polled' && e.partition === 1)).toBe(true)
  expect([polls(0), polls(1)]).toEqual([true, false])
})
