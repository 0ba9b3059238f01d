/** What real compressors made of a text, and what is damaged of it. */
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compressionCodecs, unpack } from '../../../src/wire/compression/unpack.ts'
import { MalformedRequest } from '../../../src/wire/malformed-request.ts'

const squares = Array.from({ length: 40 }, (_, i) => `record ${i * i}, `).join('')
const ascii = Array.from({ length: 90 }, (_, i) => String.fromCharCode(33 + i)).join('')
/** Near and far repetitions, one that runs into itself, and none. */
const text = squares + 'a'.repeat(300) + ascii

const packed = {
  gzip: gzipSync(text).toString('base64'),
  /** snappyjs 0.7.0. */
  snappy:
    '4AYkcmVjb3JkIDAsIA0KADEVCgA0FQoAORUKBDE2FQsEMjUVCwAzGRYANBksADYZQQA4GVYEMTAdbAAyHRgENDQVUA' +
    'QxNhlGCDE5NhUYADIddAQyNR0YADgZMAQzMhlIBDM2GWAANB14BDQ0HRgAOBkwBDUyGUgENTcZYAA2HXgANh0YADcd' +
    'MAA3HUgAOB1gADkdeAQ5Nhl4BDEwHakEMTAdwgQxMR3bADEu9AAEMTI9DQQxMy4mAQg0NDQ1JxgxNTIxLCBh/gEA/g' +
    'EA/gEA/gEAqgEA8FkhIiMkJSYnKCkqKywtLi8wMTIzNDU2Nzg5Ojs8PT4/QEFCQ0RFRkdISUpLTE1OT1BRUlNUVVZX' +
    'WFlaW1xdXl9gYWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXo=',
  /** lz4 1.9.4: `-BX -B4 --content-size`. */
  lz4:
    'BCJNGHRAvRsBAACjcmVjb3JkIDAsIAoAFTEKABU0CgAVOQoAJTE2CwAlMjULABYzFgAWNCwAFjZBABY4VgAnMTBsAB' +
    'cyGAAWNC8AJjE2RgAmMTldABcydAAnMjUYABY4MAAmMzJIACYzNmAAFzR4ACc0NBgAFjgwACY1MkgAJjU3YAAXNngA' +
    'FzYYABc3MAAXN0gAFzhgABc5eAAXOZAAJzEwqQAnMTDCACcxMdsAGDH0ACcxMg0BKDEzJgEYND8BEDVYAR9hAQD/Gf' +
    'BLISIjJCUmJygpKissLS4vMDEyMzQ1Njc4OTo7PD0+P0BBQkNERUZHSElKS0xNTk9QUVJTVFVWV1hZWltcXV5fYGFi' +
    'Y2RlZmdoaWprbG1ub3BxcnN0dXZ3eHl6o11hlAAAAAC+F6aw',
  /** zstd 1.5.4: `-19`. */
  zstd:
    'KLUv/QRo7QYAwoomGpC2NnwBCgAAAMzl0pbcMprSiEQAAAAAAAAET2eTuVQmkenRWCQOhUHgz9fj7XQ53M1Wo81kMd' +
    'jL1WKtVCnUyVQijUQh0MfT4Ww0GczFUqFMJBHI1mjGf63Xh6PBWCgSiIOhQBgIAjfs79etW3evXj3v/VqjFs0ZxRbr' +
    '/3/P9+3dGlubd/Z/W9315/35Ypt9vwMYFaBLi7ldGimoEEB87RBJRqF2ETAEDQGr9f7//wYoVN2KQislhJj/5+1FCo' +
    'uqEQGzRwzguwpJgX5bf62hle8OiLVqrYg3GCl4sQT5',
}
/** The same in two blocks, as the Java library has them. */
const javaSnappy =
  'glNOQVBQWQAAAAABAAAAAQAAALGwAyRyZWNvcmQgMCwgDQoAMRUKADQVCgA5FQoEMTYVCwQyNRULADMZFgA0GSwANh' +
  'lBADgZVgQxMB1sADIdGAQ0NBVQBDE2GUYIMTk2FRgAMh10BDI1HRgAOBkwBDMyGUgEMzYZYAA0HXgENDQdGAA4GTAE' +
  'NTIZSAQ1NxlgADYdeAA2HRgANx0wADcdSAA4HWAAOR14BDk2GXgEMTAdqQQxMB3CBDExHdsAMS70AAgxMjkAAACLsA' +
  'M0NiwgcmVjb3JkIDEzNjkZDQg0NDQZDRQ1MjEsIGH+AQD+AQD+AQD+AQCqAQDwWSEiIyQlJicoKSorLC0uLzAxMjM0' +
  'NTY3ODk6Ozw9Pj9AQUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVpbXF1eX2BhYmNkZWZnaGlqa2xtbm9wcXJzdHV2d3' +
  'h5eg=='
/** lz4 1.9.4: `-9 --no-frame-crc`. */
const plainLz4 =
  'BCJNGGBAghQBAACjcmVjb3JkIDAsIAoAFTEKABU0CgAWOR4AFTYLACUyNQsAFjMWABY0LAAWNkEAFjhWACcxMGwAFz' +
  'IYACc0NGYAB3IAFzlzAAd0ACcyNRgAFjgwADczMjSYAAfOAAd4ACc0NBgAFjgwACY1MkgAJjU3YAAXNngAFzYYABc3' +
  'MAAXN0gAFzhgABc5eAAoOTYIAQepACcxMMIAJzEx2wAYMfQAJzEyDQEoMTMmARg0PwEQNVgBH2EBAP8Z8EshIiMkJS' +
  'YnKCkqKywtLi8wMTIzNDU2Nzg5Ojs8PT4/QEFCQ0RFRkdISUpLTE1OT1BRUlNUVVZXWFlaW1xdXl9gYWJjZGVmZ2hp' +
  'amtsbW5vcHFyc3R1dnd4eXoAAAAA'

const bytes = (base64: string) => Buffer.from(base64, 'base64')

test.each(compressionCodecs)('%s', (codec) => {
  expect(unpack(codec, bytes(packed[codec])).toString()).toBe(text)
})

test('other shapes of the same', () => {
  expect(unpack('snappy', bytes(javaSnappy)).toString()).toBe(text)
  expect(unpack('lz4', bytes(plainLz4)).toString()).toBe(text)
  const block = Buffer.from([3, 0, 0, 0x80, 97, 98, 99, 0, 0, 0, 0])
  expect(unpack('lz4', Buffer.concat([bytes('BCJNGGBAgg=='), block])).toString()).toBe('abc')
  expect(unpack('snappy', Buffer.from([0]))).toHaveLength(0)
})

test('what repeats nothing, or is of another length, or has no end', () => {
  const wrong: readonly (readonly [(typeof compressionCodecs)[number], readonly number[]])[] = [
    ['snappy', [4, 0x01, 1]],
    ['snappy', [2, 0, 97]],
    ['snappy', [0xff, 0xff, 0xff, 0xff, 0xff, 0xff]],
    ['snappy', [5, 0xfc, 0xff, 0xff, 0xff, 0xff]],
    ['lz4', [4, 0x22, 0x4d, 0x18, 0x60, 0x40, 0x82, 3, 0, 0, 0, 0, 1, 0]],
    ['lz4', [4, 0x22, 0x4d, 0x18, 0x61, 0x40, 0x82, 0, 0, 0, 0]],
    ['lz4', [4, 0x22, 0x4d, 0x18, 0x60, 0x40, 0x82]],
    ['zstd', [0x28, 0xb5, 0x2f, 0xfd, 0x00, 0xff]],
    ['zstd', [0x28, 0xb5, 0x2f, 0xfd, 0xe0, 0, 0, 0, 0, 1, 0, 0, 0]],
  ]
  for (const [codec, all] of wrong) {
    expect(() => unpack(codec, Buffer.from(all))).toThrow(MalformedRequest)
  }
})

test('a little that becomes far too much is refused', () => {
  // Each repeats one byte 64 times, again and again.
  const repeats = Buffer.alloc(3 * 2 ** 20 + 3, Buffer.from([0xfe, 1, 0]))
  const much = Buffer.concat([Buffer.from([0x80, 0x80, 0x80, 0x80, 0x08, 0, 97]), repeats])
  expect(() => unpack('snappy', much)).toThrow('more than 67108864 bytes')
})

test.each(compressionCodecs)('damaged %s is unpacked or malformed', (codec) => {
  const whole = bytes(packed[codec])
  fc.assert(
    fc.property(fc.nat(whole.length - 1), fc.nat(255), fc.boolean(), (at, byte, isCut) => {
      const damaged = Buffer.from(isCut ? whole.subarray(0, at) : whole)
      damaged[at] = byte
      try {
        unpack(codec, damaged)
      } catch (error) {
        if (!(error instanceof MalformedRequest)) throw error
      }
    }),
    // What zstd sets aside for each takes its time.
    { seed: 42, numRuns: codec === 'zstd' ? 200 : 3000 },
  )
})
