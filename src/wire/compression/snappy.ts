/**
 * Snappy, alone as librdkafka and sarama send it, or in the blocks of the Java library.
 *
 *     Blocks => magic:8 version:4 compatible:4 [size:4 block]             (sizes are big-endian)
 *     Block  => length:VARINT [elements]                       (the lowest two bits of each tag:)
 *       0: bytes as they are; 1, 2, 3: a repetition, at a distance of 11, 16 or 32 bits
 *
 * Source: `format_description.txt` of google/snappy; `SnappyInputStream` of snappy-java.
 */
import { MalformedRequest } from '../malformed-request.ts'
import { Packed } from './packed.ts'
import { Unpacked } from './unpacked.ts'

const javaMagic = Buffer.from([0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0])
const javaVersionBytes = 8

/** What is packed; throws a `MalformedRequest` if nothing is, or too much. */
export function unpackSnappy(bytes: Buffer, bytesMax: number): Buffer {
  const unpacked = new Unpacked(bytesMax)
  const packed = new Packed(bytes)
  if (!bytes.subarray(0, javaMagic.length).equals(javaMagic)) {
    unpackBlock(packed, unpacked)
    return unpacked.finish()
  }
  packed.take(javaMagic.length + javaVersionBytes)
  while (packed.left > 0) {
    const size = packed.take(4).readUInt32BE(0)
    unpackBlock(new Packed(packed.take(size)), unpacked)
  }
  return unpacked.finish()
}

function unpackBlock(packed: Packed, unpacked: Unpacked): void {
  const length = varint(packed)
  const before = unpacked.length
  while (packed.left > 0) unpackElement(packed, unpacked)
  if (unpacked.length - before !== length) throw new MalformedRequest('a block of another length')
}

function unpackElement(packed: Packed, unpacked: Unpacked): void {
  const tag = packed.byte()
  const bits = tag >> 2
  switch (tag & 3) {
    case 0:
      // 60 to 63: the length is in the next one to four bytes.
      unpacked.literal(packed.take((bits < 60 ? bits : packed.number(bits - 59)) + 1))
      return
    case 1:
      unpacked.repeat((tag >> 5) * 256 + packed.byte(), (bits & 7) + 4)
      return
    case 2:
      unpacked.repeat(packed.number(2), bits + 1)
      return
    default:
      unpacked.repeat(packed.number(4), bits + 1)
  }
}

function varint(packed: Packed): number {
  let value = 0
  for (let scale = 1; scale <= 2 ** 28; scale *= 128) {
    const byte = packed.byte()
    value += (byte & 0x7f) * scale
    if (byte < 0x80) return value
  }
  throw new MalformedRequest('a varint is longer than 5 bytes')
}
