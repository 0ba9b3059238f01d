import { expect, test } from 'vitest'
import { searchedAgain } from '../../../src/cli/workers/again.ts'
import type { Lost } from '../../../src/cli/workers/lost.ts'
import type { Task } from '../../../src/cli/workers/task.ts'
import { defaultScenario } from '../../../src/model/scenario.ts'

const unit = {
  ...{ strategy: 'mine', fault: 'crash', settings: {}, properties: [], scenario: defaultScenario },
  ...{ seed: '42', schedules: 100 },
}
const base = { strategy: './mine.ts', folder: '.', beat: null, unit, budgetMs: null } as const
const search: Task = { ...base, kind: 'search' }
const range: Task = { ...base, kind: 'range', range: { first: 50, schedules: 50 } }
const lostIn = (schedule: number | null, reason = 'it hung'): Lost => {
  return { lostTo: 'stuck', reason, schedule }
}

test('what was lost in a schedule is searched up to it', () => {
  const again = { before: 7, hasty: false, reason: 'it hung' }
  expect(searchedAgain(search, lostIn(7))).toEqual({ ...search, again })
  expect(searchedAgain(range, lostIn(57))).toMatchObject({ again: { before: 57 } })
})

test('before the first schedule there is nothing to be searched', () => {
  expect(searchedAgain(search, lostIn(0))).toBeNull()
  expect(searchedAgain(range, lostIn(50))).toBeNull()
})

test('what was lost besides is concluded without shrinking, for the first reason, once', () => {
  const once = searchedAgain(search, lostIn(7, 'first'))
  const twice = once && searchedAgain(once, lostIn(null, 'second'))
  expect(twice).toMatchObject({ again: { before: 7, hasty: true, reason: 'first' } })
  expect(twice && searchedAgain(twice, lostIn(null))).toBeNull()
  expect(once && searchedAgain(once, lostIn(7))).toBeNull()
})

test('nothing else is done again', () => {
  expect(searchedAgain({ ...base, kind: 'probe', describes: 'none' }, lostIn(null))).toBeNull()
})
