import { expect, test } from 'vitest'
import { nearGlobals } from '../../../src/kafkajs/realm/near-globals.ts'
import { sharedRealm } from '../../../src/kafkajs/shared-realm.ts'

test('a function finds the objects of its realm, and virtual time', () => {
  const { realm } = sharedRealm()
  const compile = nearGlobals(realm)
  const look = compile('(function () { return { Promise, Error, now: Date.now() } })', 'look.js')
  const found = (look as () => Readonly<Record<string, unknown>>)()
  expect(found['Promise']).toBe(realm.Promise)
  expect(found['Error']).toBe(realm.Error)
  expect(found['now']).toBe(0)
})

test('it finds them although a global of that name is put in their place', () => {
  const { realm } = sharedRealm()
  const look = nearGlobals(realm)('(function () { return Map })', 'look.js') as () => unknown
  const before = look()
  realm.context['Map'] = 'another'
  try {
    expect(look()).toBe(before)
  } finally {
    realm.context['Map'] = before
  }
})
