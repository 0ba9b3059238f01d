/** Frames in every chunking. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FrameCutter, readRequestHeader } from '../../src/wire/frame.ts'
import { MalformedRequest } from '../../src/wire/malformed-request.ts'
import { Reader } from '../../src/wire/reader.ts'

function framed(message: Uint8Array): Buffer {
  const size = Buffer.alloc(4)
  size.writeInt32BE(message.length)
  return Buffer.concat([size, message])
}

const messages = [Buffer.alloc(8, 1), Buffer.alloc(31, 2), Buffer.alloc(9, 3)]
const stream = Buffer.concat(messages.map(framed))

test('any two cuts give the same frames', () => {
  for (let first = 0; first <= stream.length; first++) {
    for (let second = first; second <= stream.length; second++) {
      const cutter = new FrameCutter()
      const frames = [
        ...cutter.push(stream.subarray(0, first)),
        ...cutter.push(stream.subarray(first, second)),
        ...cutter.push(stream.subarray(second)),
      ]
      expect(frames).toEqual(messages)
    }
  }
})

test('byte by byte, each frame comes with its last byte', () => {
  const cutter = new FrameCutter()
  const cameAt: number[] = []
  for (let at = 0; at < stream.length; at++) {
    for (const _ of cutter.push(stream.subarray(at, at + 1))) cameAt.push(at)
  }
  expect(cameAt).toEqual([11, 46, 59])
})

test('any messages in any chunks', () => {
  const message = fc.uint8Array({ minLength: 8, maxLength: 60 })
  const chunks = fc.array(fc.nat({ max: 40 }), { maxLength: 20 })
  fc.assert(
    fc.property(fc.array(message, { maxLength: 8 }), chunks, (sent, sizes) => {
      let rest: Buffer = Buffer.concat(sent.map(framed))
      const cutter = new FrameCutter()
      const frames: Buffer[] = []
      for (const size of sizes) {
        frames.push(...cutter.push(rest.subarray(0, size)))
        rest = rest.subarray(size)
      }
      frames.push(...cutter.push(rest))
      expect(frames).toEqual(sent.map((one) => Buffer.from(one)))
    }),
    { seed: 1 },
  )
})

function sizeOf(size: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32BE(size)
  return bytes
}

const largest = 100 * 1024 * 1024

test.each([-1, -(2 ** 31), 0, 7, largest + 1, 2 ** 31 - 1])('a size of %i is refused', (size) => {
  expect(() => new FrameCutter().push(sizeOf(size))).toThrow(MalformedRequest)
})

test('the largest size is taken, and nothing is set aside for it', () => {
  const before = process.memoryUsage().arrayBuffers
  const cutter = new FrameCutter()
  expect(cutter.push(sizeOf(largest))).toEqual([])
  expect(cutter.push(Buffer.alloc(9))).toEqual([])
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(1_000_000)
})

test('whole frames before a wild size are handed over first', () => {
  const cutter = new FrameCutter()
  expect(cutter.push(Buffer.concat([stream, sizeOf(3)]))).toEqual(messages)
  expect(() => cutter.push(Buffer.alloc(0))).toThrow(MalformedRequest)
  expect(() => cutter.push(stream)).toThrow(MalformedRequest)
})

test('the header of a request', () => {
  const bytes = Buffer.from([0, 18, 0, 2, 255, 255, 255, 255, 0, 2, 104, 105, 9])
  const reader = new Reader(bytes)
  const header = { apiKey: 18, apiVersion: 2, correlationId: -1, clientId: 'hi' }
  expect(readRequestHeader(reader)).toEqual(header)
  expect(reader.remaining).toBe(1)
  const nameless = Buffer.from([0, 18, 0, 2, 0, 0, 0, 3, 255, 255])
  expect(readRequestHeader(new Reader(nameless))).toMatchObject({ clientId: null })
})
