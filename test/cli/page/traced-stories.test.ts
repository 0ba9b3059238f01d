import { join } from 'node:path'
import { expect, test } from 'vitest'
import { tracedStories } from '../../../src/cli/page/traced-stories.ts'
import { noLimits } from '../../../src/cli/workers/limits.ts'
import type { Violation } from '../../../src/report/tables/shortest.ts'
import type { Cell, Counterexample } from '../../../src/search/verdicts/verdict.ts'

const root = join(import.meta.dirname, '../../..')

const tracedStory = async (violation: Violation, seed: string, folder: string) =>
  (await tracedStories([violation], seed, folder, noLimits))[0] ?? null

function violation(word: string, options: string, fault: string, path: string): Violation {
  const counterexample: Counterexample = {
    path,
    replay: `ackurate replay ${word} ${options}--path ${path}`,
    schedule: 1,
    choicesFound: 1,
    choices: 1,
    witnesses: [],
    events: [],
  }
  const cell: Cell = {
    strategy: word,
    fault,
    property: 'at-least-once',
    settings: { 'auto.offset.reset': 'earliest' },
    verdict: 'violated',
    reason: null,
    claimed: true,
    search: { mode: 'random', schedules: 1, complete: true },
    counterexample,
  }
  return { cell, counterexample }
}

test('a replay line of a shipped strategy brings the run back', async () => {
  const lost = violation('commit-sync-before-processing', '--faults crash ', 'crash', '0x30.4')
  const story = await tracedStory(lost, '42', root)
  expect(story?.records.map(({ offset }) => offset)).toEqual([0, 1, 2])
  expect(story?.arrows.length).toBeGreaterThan(5)
  expect(story?.replay).toBe(lost.counterexample.replay)
})

test('so does that of a file', async () => {
  const word = './examples/my-strategy.ts'
  const lost = violation(word, '--faults handler-error ', 'handler-error', '0x43.2')
  expect((await tracedStory(lost, '42', root))?.records).toHaveLength(1)
})

test('it is played in the sizes that the line names', async () => {
  const word = 'commit-sync-before-processing'
  const small = '--faults crash --partitions 1 --members 1 '
  const story = await tracedStory(violation(word, small, 'crash', '0x17.2'), '42', root)
  expect(story?.lanes.filter(({ kind }) => kind === 'partition')).toHaveLength(1)
  const usual = violation(word, '--faults crash ', 'crash', '0x17.2')
  expect(await tracedStory(usual, '42', root)).toBeNull()
})

test.each([
  ['its file is gone', violation('./gone.ts', '', 'none', '0')],
  ['nothing breaks in it any more', violation('commit-sync-after-batch', '', 'none', '0')],
  ['its path fits no more', violation('commit-sync-after-batch', '', 'none', '0x3.999')],
  ['its line cannot be read', violation('commit-sync-after-batch', '--colour red ', 'none', '0')],
])('there is no story when %s', async (_, gone) => {
  expect(await tracedStory(gone, '42', root)).toBeNull()
})
