/** What holds for the rules of all APIs. */
import { expect, test } from 'vitest'
import { apiKeysMax, apiOrder } from '../../../src/model/meter/points.ts'
import { rules } from '../handle.ts'

test('each rule has a place of its own in a meter, and its name a place in tables', () => {
  const keys = rules.map(({ key }) => key)
  expect(new Set(keys).size).toBe(keys.length)
  for (const key of keys) expect(key).toBeLessThan(apiKeysMax)
  expect(rules.map(({ api }) => api).sort()).toEqual([...apiOrder].sort())
})

test('what changes nothing is lost with its sender; what is of a group changes no more', () => {
  const changing = (changes: string) =>
    rules.filter((rule) => rule.changes === changes).map(({ api }) => api)
  expect(changing('nothing')).toEqual([
    ...['Metadata', 'FindCoordinator', 'Heartbeat', 'OffsetFetch', 'ListOffsets'],
    ...['OffsetsForLeaderEpoch', 'Fetch'],
  ])
  expect(changing('group')).toEqual(['JoinGroup', 'SyncGroup', 'LeaveGroup', 'OffsetCommit'])
})
