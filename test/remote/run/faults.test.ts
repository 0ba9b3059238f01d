/** Real processes, and every fault that can happen to them. */
import { expect, test } from 'vitest'
import type { HistoryEvent } from '../../../src/model/history.ts'
import { consumerOf, play, programOf } from './program.ts'

const after = programOf(consumerOf('billing.cjs', 'after'))
const before = programOf(consumerOf('billing.cjs', 'before'))
const timeoutMs = 90_000

const kindsOf = (events: readonly HistoryEvent[]) => new Set(events.map(({ kind }) => kind))

function effectsOf(events: readonly HistoryEvent[]): number {
  return events.filter(({ kind }) => kind === 'effect').length
}

test('a quiet run tells what happened, and breaks nothing', { timeout: timeoutMs }, async () => {
  const { events, moments, problem, refused, broken } = await play(after)
  expect(problem).toBe(null)
  expect(refused).toEqual([])
  expect(effectsOf(events)).toBe(12)
  expect(broken).toEqual([])
  const kinds = ['produced', 'joined', 'assigned', 'position', 'polled', 'effect']
  const ofCommits = ['commit-requested', 'commit-applied', 'commit-acknowledged']
  for (const kind of [...kinds, ...ofCommits, 'calm', 'ended']) {
    expect(kindsOf(events), kind).toContain(kind)
  }
  const met = moments.map(({ happening, stage }) => `${happening}.${stage}`)
  for (const one of ['join.arrived', 'sync.applied', 'records.answered', 'effect.seen']) {
    expect(met).toContain(one)
  }
  expect(met.filter((one) => one === 'commit.applied')).toHaveLength(12)
})

test('who commits before the work loses it in a crash', { timeout: timeoutMs }, async () => {
  const { struck, broken, events } = await play(before, 'crash@A.commit.2.applied')
  expect(struck).toBe(1)
  expect(broken).toContain('at-least-once')
  expect(effectsOf(events)).toBe(11)
})

test('who commits after it repeats it', { timeout: timeoutMs }, async () => {
  const { struck, broken, events } = await play(after, 'crash@A.commit.2.arrived')
  expect(struck).toBe(1)
  expect(broken).toContain('at-most-once')
  expect(broken).not.toContain('at-least-once')
  expect(broken).not.toContain('progress')
  expect(effectsOf(events)).toBe(13)
})

test('who leaves out what is done already has caught up', { timeout: timeoutMs }, async () => {
  const env = { DONE: '{dir}/done' }
  const once = programOf(consumerOf('billing.cjs', 'once'), { env })
  const { struck, broken, events } = await play(once, 'crash@A.commit.2.arrived')
  expect(struck).toBe(1)
  expect(broken).toEqual([])
  expect(effectsOf(events)).toBe(12)
  const end = events.at(-1)
  expect(end).toMatchObject({ kind: 'ended', drained: true })
  expect(end?.time).toBeLessThan(once.limits.patienceMs)
})

test.each([
  ['shutdown@B.effect.2.seen', ['stopping', 'stopped']],
  ['join@A.effect.1.seen', ['fault']],
  ['pause@A.effect.2.seen', ['session-expired', 'lost']],
  ['commit-lost@A.commit.2.arrived', ['commit-unknown']],
  ['commit-unanswered@A.commit.2.applied', ['commit-unknown']],
  ['commit-refused:NOT_COORDINATOR@A.commit.2.arrived', ['commit-refused']],
  ['commit-refused:UNKNOWN_MEMBER_ID@A.commit.2.arrived', ['lost']],
  ['disconnect@B.records.1.answered', ['fault']],
  ['coordinator-failover@A.commit.1.arrived', ['commit-refused']],
  ['leader-failover@A.effect.1.seen', ['fault']],
] as const)('%s happens, and nothing is lost', { timeout: timeoutMs }, async (word, kinds) => {
  const { struck, problem, broken, events } = await play(after, word)
  expect(problem).toBe(null)
  expect(struck).toBe(1)
  for (const kind of ['fault', ...kinds]) expect(kindsOf(events)).toContain(kind)
  expect(broken).not.toContain('at-least-once')
  expect(broken).not.toContain('commit-acknowledged-is-applied')
})

test('a commit that never comes is not waited for long', { timeout: timeoutMs }, async () => {
  const limits = { ...after.limits, patienceMs: 60_000 }
  const { broken, events } = await play(programOf(consumerOf('billing.cjs', 'never'), { limits }))
  expect(effectsOf(events)).toBe(12)
  expect(broken).not.toContain('progress')
  const last = events.findLast(({ kind }) => kind === 'effect')?.time ?? 0
  const end = events.at(-1)
  expect(end?.kind).toBe('ended')
  expect((end?.time ?? 0) - last).toBeGreaterThanOrEqual(8000)
  expect((end?.time ?? 0) - last).toBeLessThan(30_000)
})

test('to commit the same again is no progress', { timeout: timeoutMs }, async () => {
  const limits = { ...after.limits, patienceMs: 4000 }
  const again = programOf(consumerOf('billing.cjs', 'again'), { limits, members: 1 })
  const { broken, events } = await play(again)
  expect(broken).toContain('at-least-once')
  const last = events.findLast(({ kind }) => kind === 'effect')?.time ?? 0
  expect((events.at(-1)?.time ?? 0) - last).toBeLessThan(30_000)
})

test('who leaves its group and lives on is dead', { timeout: timeoutMs }, async () => {
  const limits = { ...after.limits, patienceMs: 7000 }
  const leaving = programOf(consumerOf('billing.cjs', 'leave'), { limits })
  const { broken, events } = await play(leaving)
  expect(kindsOf(events)).toContain('consumer-crashed')
  expect(broken).toContain('progress')
})

test('who starts slowly is waited for', { timeout: timeoutMs }, async () => {
  const limits = { ...after.limits, patienceMs: 4000 }
  const slow = programOf(after.command, { limits, env: { START_MS: '12000' } })
  const { struck, broken } = await play(slow, 'crash@A.commit.2.arrived')
  expect(struck).toBe(1)
  expect(broken).not.toContain('progress')
})
