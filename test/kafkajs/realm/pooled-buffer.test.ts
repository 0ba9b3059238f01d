import { expect, test } from 'vitest'
import { pooledBuffer } from '../../../src/kafkajs/realm/pooled-buffer.ts'

test('buffers are zeroed, apart from each other, and of the size that was asked for', () => {
  const pooled = pooledBuffer()
  const sizes = Array.from({ length: 500 }, (_, i) => (i * 37) % 2100)
  const buffers = sizes.map((size, i) => {
    const buffer = pooled.alloc(size)
    expect(buffer.every((byte) => byte === 0)).toBe(true)
    return buffer.fill((i % 255) + 1)
  })
  for (const [i, buffer] of buffers.entries()) {
    expect(buffer.length).toBe(sizes[i])
    expect(buffer.every((byte) => byte === (i % 255) + 1)).toBe(true)
  }
})

test('it is Buffer in all else', () => {
  const pooled = pooledBuffer()
  expect(pooled.alloc(3)).toBeInstanceOf(Buffer)
  expect(Buffer.alloc(3) instanceof pooled).toBe(true)
  expect(pooled.from('a')).toEqual(Buffer.from('a'))
  expect(pooled.alloc(2, 1)).toEqual(Buffer.from([1, 1]))
  expect(pooled.allocUnsafe(4).length).toBe(4)
  for (const size of [-1, Number.NaN]) expect(() => pooled.alloc(size)).toThrow(RangeError)
})
