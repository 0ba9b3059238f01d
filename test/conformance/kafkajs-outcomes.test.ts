/** What a killed service came to, as a line; and that what cannot be is not found. */
import { expect, test } from 'vitest'
import { drawCase } from '../../conformance/kafkajs/case.ts'
import { type Outcome, outcomeOf } from '../../conformance/kafkajs/outcome.ts'
import { Reachable } from '../../conformance/kafkajs/reachable.ts'
import type { StoryEvent } from '../../conformance/kafkajs/story.ts'
import { kafkajsCommitAfterEach } from '../../src/strategies/kafkajs/all.ts'

const effect = (member: string, offset: number): StoryEvent => {
  return { kind: 'effect', member, partition: 0, offset }
}
const commit = (kind: 'commit-requested' | 'commit-acknowledged', offset: number): StoryEvent => {
  return { kind, member: 'A', partition: 0, offset }
}

test('a line says what was done before and after, and what was committed', () => {
  const story: StoryEvent[] = [
    effect('A', 0),
    commit('commit-requested', 1),
    commit('commit-acknowledged', 1),
    effect('A', 1),
    commit('commit-requested', 2),
    { kind: 'killed', member: 'A' },
    commit('commit-acknowledged', 9),
    effect('B', 1),
    effect('B', 3),
    { kind: 'committed', partition: 0, offset: 4 },
    { kind: 'ended', drained: true },
  ]
  expect(outcomeOf(story, [4])).toEqual<Outcome>({
    partitions: ['0 1 ask 2 ack 1 | 1 3 -> 4'],
    before: '0 1 ask 2 ack 1',
    end: 'killed',
    lost: 1,
    repeated: 1,
  })
})

test('where an output is written in transactions only that counts', () => {
  const story: StoryEvent[] = [
    effect('A', 0),
    { kind: 'stopping', member: 'A' },
    { kind: 'stopped', member: 'A' },
    effect('B', 0),
    { kind: 'counted', partition: 0, offset: 0 },
    { kind: 'ended', drained: false },
  ]
  const outcome = outcomeOf(story, [1])
  expect(outcome).toMatchObject({ lost: 0, repeated: 0, end: 'stopped, and the group got stuck' })
  expect(outcome.partitions).toEqual(['0 ask - ack - | 0 -> - out 0'])
})

const cell = { strategy: kafkajsCommitAfterEach, fault: 'crash', members: 1, broker: '4' } as const
const before = '0 1 2 ask 3 ack 2\n0 1 ask 2 ack 2'
const after = (first: string, second: string): Outcome => ({
  partitions: before.split('\n').map((line, i) => `${line} | ${i === 0 ? first : second}`),
  ...{ before, end: 'killed', lost: 0, repeated: 0 },
})

test('a commit that was sent before the kill is applied, or is lost with the process', () => {
  const reachable = new Reachable(cell)
  const applied = after('3 4 5 6 -> 7', '2 3 4 5 6 -> 7')
  const unapplied = after('2 3 4 5 6 -> 7', '2 3 4 5 6 -> 7')
  expect(reachable.find(applied, 300).run).not.toBeNull()
  expect(reachable.find(unapplied, 300).run).not.toBeNull()
})

test('a record that is lost is outside of what commit-after-each can come to', () => {
  const found = new Reachable(cell).find(after('4 5 6 -> 7', '2 3 4 5 6 -> 7'), 60)
  expect(found.run).toBeNull()
  expect(found.struck).toBeGreaterThan(5)
})

test('each strategy is killed and stopped, alone and beside another one', () => {
  const kinds = new Set(
    Array.from({ length: 56 }, (_, number) => {
      const { strategy, signal, members } = drawCase(1, number)
      return `${strategy.name} ${signal} ${members}`
    }),
  )
  expect(kinds.size).toBe(7 * 2 * 2)
})
