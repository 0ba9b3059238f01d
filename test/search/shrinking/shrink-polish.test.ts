import { expect, test } from 'vitest'
import {
  createRecording,
  faultEntry,
  type Recording,
} from '../../../src/search/schedules/recording.ts'
import { polishingEdits } from '../../../src/search/shrinking/shrink-polish.ts'

const crash = faultEntry('crash')

/** `bounds`: of how many options each entry other than 0 was chosen. */
function recorded(
  list: readonly number[],
  details: readonly number[],
  bounds: readonly number[],
): Recording {
  const recording = createRecording()
  for (const [at, entry] of list.entries()) {
    if (entry === 0) continue
    recording.positions.push(at)
    recording.entries.push(entry)
  }
  recording.details.push(...details)
  recording.bounds.push(...bounds)
  return recording
}

function edits(recording: Recording): readonly string[] {
  return [...polishingEdits(recording)].map((list) =>
    list.map((entry) => (entry === 0 ? '.' : entry === crash ? 'C' : entry)).join(''),
  )
}

test('polishing takes two blocks away, then slides each with every action in its place', () => {
  const played = recorded([0, 2, 0, crash, 1], [4], [3, 4, 2])
  expect(edits(played)).toEqual([
    '....',
    '..',
    '1..C1',
    '2..C1',
    '.1.C1',
    '.2.C1',
    '.2C1.',
    '.2.C1',
  ])
})

test('polishing leaves pairs alone where there are too many', () => {
  const list = new Array<number>(17).fill(1)
  const bounds = new Array<number>(17).fill(2)
  expect(edits(recorded(list, [], bounds))).toEqual(new Array(17).fill('1'.repeat(17)))
})
