import { expect, test } from 'vitest'
import { plainText, tellThrown } from '../../src/model/thrown.ts'

test('a text of a user stays on its line and steers nothing', () => {
  expect(plainText('one\r\n::error file=x::two')).toBe('one ::error file=x::two')
  expect(plainText('\u001b[31mred\u0007\u0000 \u2028and\u202e back')).toBe(' [31mred   and  back')
  expect(plainText('half \ud800 a pair')).toBe('half   a pair')
  expect(plainText('Grüße, 你好, 👍🏽')).toBe('Grüße, 你好, 👍🏽')
  expect(plainText('x'.repeat(5000))).toHaveLength(1001)
})

test('whatever is thrown is told', () => {
  const named = Object.assign(new Error('no\nluck'), { name: 'Mine\u0007' })
  expect(tellThrown(named)).toEqual({ name: 'Mine ', message: 'no luck' })
  expect(tellThrown('just so')).toEqual({ name: 'Error', message: 'just so' })
  expect(tellThrown(null)).toEqual({ name: 'Error', message: 'null' })
  const hostile = {
    toString: () => {
      throw new Error('again')
    },
  }
  expect(tellThrown(hostile)).toEqual({ name: 'Error', message: 'what was thrown cannot be told' })
  expect(tellThrown(Object.create(null)).message).toBe('what was thrown cannot be told')
})
