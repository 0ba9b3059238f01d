/** Progress says what is done, in what a person counts, and how many seconds are left. */
import { expect, test } from 'vitest'
import { inSteps, progressText, startProgress, tellCounts } from '../../src/cli/progress.ts'

const work = {
  doing: 'Trying schedules',
  noun: 'strategy',
  owners: ['auto-commit', 'auto-commit', 'mine', 'mine'],
  costs: [1, 1, 4, 2],
}

test('strategies are counted, not searches, and the seconds are those of what is left', () => {
  let now = 0
  const told = progressText(work, () => now)
  expect(told.text()).toBe('Trying schedules: 0 of 2 strategies done')
  told.step(0)
  now = 1000
  expect(told.text()).toBe('Trying schedules: 0 of 2 strategies done')
  told.step(1)
  now = 10_000
  expect(told.text()).toBe('Trying schedules: 1 of 2 strategies done, about 30 s left')
  told.step(2)
  told.step(3)
  expect(told.text()).toBe('Trying schedules: 2 of 2 strategies done, about 0 s left')
})

test('of one thing the share is told', () => {
  const told = progressText({ doing: 'Running', noun: 'value', owners: ['', ''] }, () => 0)
  told.step(0)
  expect(told.text()).toBe('Running: 50 %')
})

function recorded() {
  const lines: string[] = []
  const terminal = {
    out: () => {},
    err: (text: string) => void lines.push(text),
    interactive: false,
    colour: false,
  }
  return { lines, terminal }
}

test('brief work says nothing where no screen is, long work a line now and then', ({
  onTestFinished,
}) => {
  const { lines, terminal } = recorded()
  const real = performance.now
  onTestFinished(() => {
    performance.now = real
  })
  let now = 0
  performance.now = () => now
  const stepped = inSteps(terminal, true, false)
  const first = startProgress(work, stepped)
  first.step(0)
  first.stop()
  expect(lines).toEqual([])
  const second = startProgress(work, stepped)
  now = 6000
  second.step(0)
  second.step(1)
  second.stop()
  expect(lines).toEqual(['2/2 Trying schedules: 0 of 2 strategies done, about 42 s left\n'])
  const count = tellCounts('Running the program', 'schedule', terminal)
  now = 12_000
  count(3, 6)
  expect(lines[1]).toBe('Running the program: 3 of 6 schedules done, about 6 s left\n')
})
