/** The middle of a long story is left out, but for what a witness names. */
import { expect, test } from 'vitest'
import { shownLines } from '../../../src/report/story/elide.ts'

test('a story of a page is shown as it is', () => {
  expect(shownLines(25, [])).toHaveLength(25)
})

test('of a longer one the beginning and the end', () => {
  const end = Array.from({ length: 14 }, (_, at) => 86 + at)
  expect(shownLines(100, [])).toEqual([0, 1, 2, 3, ...end])
  expect(shownLines(100, [50, 99, -1])).toEqual([0, 1, 2, 3, 50, ...end])
})
