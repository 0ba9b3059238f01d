/** Primitive types: the reader and the writer, against each other and against kafkajs' encoder. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MalformedRequest } from '../../src/wire/malformed-request.ts'
import { Reader } from '../../src/wire/reader.ts'
import { varintSize, varlongSize, Writer } from '../../src/wire/writer.ts'
import { internal } from './kafkajs-protocol.ts'

interface KafkajsEncoder {
  readonly buffer: Buffer
  writeInt64(value: unknown): KafkajsEncoder
  writeVarInt(value: number): KafkajsEncoder
  writeVarLong(value: unknown): KafkajsEncoder
}
const Encoder = internal<new () => KafkajsEncoder>('protocol/encoder')

function written(write: (writer: Writer) => void): Buffer {
  const writer = new Writer(1)
  write(writer)
  return writer.finish()
}

const max = Number.MAX_SAFE_INTEGER
const longs = [0, 1, -1, 63, 64, -64, -65, 2 ** 31, -(2 ** 32), 2 ** 48, 2 ** 49 - 1, max, -max]
const long = fc.oneof(fc.maxSafeInteger(), fc.integer(), fc.constantFrom(...longs))
const int = fc.oneof(fc.integer(), fc.integer({ min: -200, max: 200 }))

test('int64, varlong and varint are what kafkajs writes', () => {
  fc.assert(
    fc.property(long, int, (large, small) => {
      const int64 = written((w) => w.int64(large))
      expect(int64).toEqual(new Encoder().writeInt64(large).buffer)
      expect(new Reader(int64).int64()).toBe(large)
      const varlong = written((w) => w.varlong(large))
      expect(varlong).toEqual(new Encoder().writeVarLong(large).buffer)
      expect(new Reader(varlong).varlong()).toBe(large)
      expect(varlongSize(large)).toBe(varlong.length)
      const varint = written((w) => w.varint(small))
      expect(varint).toEqual(new Encoder().writeVarInt(small).buffer)
      expect(new Reader(varint).varint()).toBe(small)
      expect(varintSize(small)).toBe(varint.length)
    }),
    { seed: 1, numRuns: 2000 },
  )
})

test('what is compact can be read again, and tagged fields are skipped', () => {
  const text = fc.oneof(fc.string(), fc.constant('x'.repeat(200)))
  fc.assert(
    fc.property(text, fc.nat(), fc.array(int), (string, size, list) => {
      const reader = new Reader(
        written((w) => {
          w.compactNullableString(string)
          w.unsignedVarint(size)
          w.compactCount(list.length)
          for (const one of list) w.int32(one)
          w.compactNullableString(null)
          w.tags()
          w.compactCount(0)
        }),
      )
      expect(reader.compactString()).toBe(string)
      expect(reader.unsignedVarint()).toBe(size)
      expect(reader.compactArray((of) => of.int32())).toEqual(list)
      expect(reader.compactNullableArray(() => 1)).toBeNull()
      reader.tags()
      expect(reader.compactArray((of) => of.int32())).toEqual([])
      reader.end()
    }),
    { seed: 1, numRuns: 500 },
  )
  const tagged = new Reader(Buffer.from([2, 0, 1, 9, 200, 1, 0, 7]))
  tagged.tags()
  expect(tagged.int8()).toBe(7)
  for (const wrong of [[0], [255, 255, 255, 255, 255, 1], [3, 65]]) {
    expect(() => new Reader(Buffer.from(wrong)).compactString()).toThrow(MalformedRequest)
  }
})

test.each([
  ['9223372036854775807', max],
  ['9007199254740992', max],
  ['-9223372036854775808', -max],
  ['-9007199254740993', -max],
])('%s is cut down to %i', (value, expected) => {
  const { buffer } = new Encoder().writeInt64(value)
  expect(new Reader(buffer).int64()).toBe(expected)
  const varlong = new Encoder().writeVarLong(value)
  expect(new Reader(varlong.buffer).varlong()).toBe(expected)
})

test('everything that is written is read again', () => {
  const bytes = Buffer.from([9, 8])
  const writer = new Writer(2)
  writer.int8(-128)
  writer.int16(-300)
  writer.int32(-70_000)
  writer.uint32(0xffff_ffff)
  writer.boolean(true)
  writer.string('größe')
  writer.nullableString(null)
  writer.bytes(bytes)
  writer.nullableBytes(null)
  writer.int32Array([1, -1])
  writer.varintBytes(null)
  writer.varintBytes(bytes)
  writer.varintString('€')
  const reader = new Reader(writer.finish())
  expect([reader.int8(), reader.int16(), reader.int32()]).toEqual([-128, -300, -70_000])
  expect([reader.uint32(), reader.boolean()]).toEqual([0xffff_ffff, true])
  expect([reader.string(), reader.nullableString()]).toEqual(['größe', null])
  expect([reader.bytes(), reader.nullableBytes()]).toEqual([bytes, null])
  expect(reader.int32Array()).toEqual([1, -1])
  expect([reader.varintBytes(), reader.varintBytes()]).toEqual([null, bytes])
  expect(reader.varintString()).toBe('€')
  expect(reader.offset).toBe(writer.length)
  reader.end()
})

const malformed: readonly (readonly [string, readonly number[], (reader: Reader) => unknown])[] = [
  ['a short int16', [1], (r) => r.int16()],
  ['a short int64', [1, 2, 3, 4, 5, 6, 7], (r) => r.int64()],
  ['a string longer than the rest', [0, 3, 97, 98], (r) => r.string()],
  ['a string of length -2', [255, 254], (r) => r.nullableString()],
  ['a null string', [255, 255], (r) => r.string()],
  ['null bytes', [255, 255, 255, 255], (r) => r.bytes()],
  ['bytes of 2 GiB', [127, 255, 255, 255, 0], (r) => r.bytes()],
  ['a null list', [255, 255, 255, 255], (r) => r.array((of) => of.string())],
  ['a list of 2 billion', [127, 255, 255, 255, 0, 0], (r) => r.int32Array()],
  ['a list of -2', [255, 255, 255, 254], (r) => r.nullableArray((item) => item.int8())],
  ['a list cut short', [0, 0, 0, 2, 0, 0, 0, 1], (r) => r.int32Array()],
  ['a varint of 6 bytes', [128, 128, 128, 128, 128, 1], (r) => r.varint()],
  ['a varlong of 11 bytes', [...Array(10).fill(128), 1], (r) => r.varlong()],
  ['a varlong cut short', [...Array(8).fill(128)], (r) => r.varlong()],
  ['a null header key', [1], (r) => r.varintString()],
  ['bytes too many', [1], (r) => r.end()],
]

test.each(malformed)('%s is malformed', (_, bytes, read) => {
  expect(() => read(new Reader(Buffer.from(bytes)))).toThrow(MalformedRequest)
})

test('a writer refuses what its type cannot hold', () => {
  expect(() => new Writer().int64(2 ** 53)).toThrow(RangeError)
  expect(() => new Writer().int64(0.5)).toThrow(RangeError)
  expect(() => new Writer().varlong(2 ** 63)).toThrow(RangeError)
  expect(() => new Writer().varlong(0.5)).toThrow(RangeError)
  expect(() => new Writer().int16(40_000)).toThrow(RangeError)
  expect(() => new Writer().string('x'.repeat(40_000))).toThrow(RangeError)
})
