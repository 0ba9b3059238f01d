import { expect, test } from 'vitest'
import {
  createRecording,
  faultEntry,
  type Recording,
} from '../../../src/search/schedules/recording.ts'
import { addStart, type Start, startsMax } from '../../../src/search/shrinking/starts.ts'

const crash = faultEntry('crash')

function recorded(list: readonly number[]): Recording {
  const recording = createRecording()
  for (const [at, entry] of list.entries()) {
    if (entry === 0) continue
    recording.positions.push(at)
    recording.entries.push(entry)
  }
  return recording
}

function kept(lists: readonly (readonly number[])[]): readonly number[] {
  const starts: Start[] = []
  for (const [schedule, list] of lists.entries()) addStart(starts, schedule, recorded(list))
  return starts.map(({ schedule }) => schedule)
}

test('keepStart orders by faults, then other choices, then the path', () => {
  const lists = [
    [crash, crash],
    [crash, 1, 1],
    [0, 0, 0, crash, 1],
    [crash, 1],
    [0, 0, 0, crash],
    [1, 1, 1, 1],
  ]
  expect(kept(lists)).toEqual([5, 4, 3, 2, 1, 0])
})

test('keepStart keeps the first of those that are alike', () => {
  expect(kept([[0, crash], [0, 0, crash], [0, crash], [0, 0, crash], [crash]])).toEqual([4, 0, 1])
})

test('keepStart keeps the calmest', () => {
  const lists = Array.from({ length: 3 * startsMax }, (_, i) => [
    ...new Array<number>(3 * startsMax - i).fill(0),
    crash,
  ])
  const last = lists.length - 1
  expect(kept(lists)).toEqual(Array.from({ length: startsMax }, (_, i) => last - i))
})
