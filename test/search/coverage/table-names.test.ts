import { expect, test } from 'vitest'
import { noCoverage } from '../../../src/search/coverage/coverage.ts'
import { inOrder } from '../../../src/search/coverage/table-names.ts'

test('an API without a place in tables comes after those that have one', () => {
  const answers = { NONE: 1 }
  const errorCode = { Zeta: answers, DeleteTopics: answers, Alpha: answers, Fetch: answers }
  const ordered = inOrder({ ...noCoverage([]), errorCode }).errorCode
  expect(Object.keys(ordered)).toEqual(['Fetch', 'DeleteTopics', 'Alpha', 'Zeta'])
})
