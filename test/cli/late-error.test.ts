import { expect, test } from 'vitest'
import { lateError } from '../../src/cli/late-error.ts'

const ours = '/opt/ackurate/dist/'

function thrown(message: string, ...frames: readonly string[]): Error {
  const error = new Error(message)
  error.stack = [`Error: ${message}`, ...frames.map((frame) => `    at ${frame}`)].join('\n')
  return error
}

test('what a user throws late is said in a line, with its place', () => {
  const frames = [
    'Timeout._onTimeout (file:///home/me/consumer.ts:7:9)',
    'node:internal/timers:5:1',
  ]
  expect(lateError(thrown('no luck', ...frames), ours)).toEqual({
    line:
      'your code throws outside of any run: Error: no luck (/home/me/consumer.ts:7:9); ' +
      'is a promise not awaited?',
    isOurs: false,
  })
})

test('what we throw is a bug of ours', () => {
  const late = lateError(thrown('no part', `find (file://${ours}cli/main.js:3:1)`), ours)
  expect(late).toMatchObject({ isOurs: true })
  expect(late.line).toContain('This is a bug in ackurate.')
})

test('anything can be thrown', () => {
  const hostile = {
    toString: () => {
      throw new Error('again')
    },
  }
  expect(lateError(hostile, ours).line).toContain('what was thrown cannot be told')
  expect(lateError(undefined, ours).line).toContain('undefined')
  expect(lateError({ toString: () => 'odd' }, ours).line).toContain('odd')
})
