import { expect, test } from 'vitest'
import { apiOf } from '../../../src/broker/apis.ts'
import { isOffered, offeredVersions } from '../../../src/remote/upstream/offered-versions.ts'

test('of what is read the versions that are understood are offered, of all else all', () => {
  const spoken = [
    { apiKey: 1, minVersion: 4, maxVersion: 18 },
    { apiKey: 9, minVersion: 1, maxVersion: 10 },
    { apiKey: 44, minVersion: 0, maxVersion: 1 },
  ]
  const [fetch, offsetFetch, alterConfigs] = offeredVersions(spoken)
  const [fetched, offsets] = [apiOf(1).codec, apiOf(9).codec]
  expect(fetch).toMatchObject({ apiKey: 1, maxVersion: fetched.maxVersion })
  expect(offsetFetch).toMatchObject({ minVersion: Math.max(1, offsets.minVersion) })
  expect(alterConfigs).toEqual(spoken[2])
  expect(isOffered({ apiKey: 1, apiVersion: fetched.maxVersion })).toBe(true)
  expect(isOffered({ apiKey: 1, apiVersion: fetched.maxVersion + 1 })).toBe(false)
  expect(isOffered({ apiKey: 44, apiVersion: 1 })).toBe(true)
})

test('what a broker no longer speaks in those versions is not offered', () => {
  expect(offeredVersions([{ apiKey: 1, minVersion: 13, maxVersion: 18 }])).toEqual([])
})

test('nobody is told of groups without JoinGroup, or of where brokers are in another way', () => {
  const spoken = [60, 68, 76, 78, 88].map((apiKey) => ({ apiKey, minVersion: 0, maxVersion: 1 }))
  expect(offeredVersions(spoken)).toEqual([])
  expect(isOffered({ apiKey: 68, apiVersion: 1 })).toBe(false)
})
