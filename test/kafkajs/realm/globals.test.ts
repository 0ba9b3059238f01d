import { expect, test } from 'vitest'
import { visit } from './visit.ts'

test("the time is the run's, and stands still while code runs", () => {
  const visitor = visit({
    'index.ts': `
      export const read = () => [Date.now(), new Date().toISOString(), new Date(5).getTime(),
        performance.now(), new Date() instanceof Date, typeof Date()]`,
  })
  const { read } = visitor.load()
  visitor.now = 1000
  const rest = [5, 1000, true, 'string']
  expect(visitor.call(read)).toEqual([1000, '1970-01-01T00:00:01.000Z', ...rest])
})

test("Node's arrays and errors are instances of the realm's classes", () => {
  const { load } = visit({
    'index.ts': `
      const caught = (act) => { try { act() } catch (error) { return error } }
      class Mine extends Error {}
      const bytes = Buffer.from('x')
      const range = caught(() => Buffer.alloc(-1))
      const url = caught(() => new URL('x'))
      export const found = [bytes instanceof Uint8Array, bytes.buffer instanceof ArrayBuffer,
        range instanceof Error, range instanceof RangeError, range instanceof TypeError,
        url instanceof TypeError, url instanceof Mine, new Mine() instanceof Mine,
        new Mine() instanceof Error, {} instanceof Error]`,
  })
  const [yes, no] = [true, false]
  expect(load()['found']).toEqual([yes, yes, yes, yes, no, yes, no, yes, yes, no])
})

test('what garbage collection would decide is decided', () => {
  const { load } = visit({
    'index.ts': `
      const ref = new WeakRef({ x: 1 })
      new FinalizationRegistry(() => { throw new Error('never') }).register({}, 1)
      export const found = ref.deref().x`,
  })
  expect(load()['found']).toBe(1)
})

test('a rejection is told to the process in which it happens, and to nobody else', () => {
  const heard: unknown[] = []
  const listener = (reason: unknown) => heard.push(reason)
  process.on('unhandledRejection', listener)
  const { load, call, rejected } = visit({
    'index.ts': `
      export const fail = () => { Promise.reject('unheard') }
      export const caught = () => { Promise.reject('heard').catch(() => {}) }`,
  })
  const { fail, caught } = load()
  call(caught)
  expect(rejected).toEqual([])
  call(fail)
  process.removeListener('unhandledRejection', listener)
  expect(rejected).toEqual(['unheard'])
  expect(heard).toEqual([])
})
