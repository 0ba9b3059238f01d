/**
 * Snappy, alone as librdkafka and sarama send it, or in the blocks of the Java library.
 *
 *     Blocks => magic:8 version:4 compatible:4 [size:4 block]             (sizes are big-endian)
 *     Block  => length:VARINT [elements]
 *
 * Behaviour: how long a block says that it is is looked at first, for that much is set aside.
 * Source: `format_description.txt` of google/snappy; `SnappyInputStream` of snappy-java.
 */
import { snappyUncompressor } from 'hysnappy'
import { MalformedRequest } from '../malformed-request.ts'
import { Packed } from './packed.ts'
import { Unpacked } from './unpacked.ts'

const javaMagic = Buffer.from([0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0])
const javaVersionBytes = 8

let uncompressor: ReturnType<typeof snappyUncompressor> | undefined

/** What is packed; throws if nothing is, or too much. */
export function unpackSnappy(bytes: Buffer, bytesMax: number): Buffer {
  const unpacked = new Unpacked(bytesMax)
  if (!bytes.subarray(0, javaMagic.length).equals(javaMagic)) {
    unpackBlock(bytes, unpacked, bytesMax)
    return unpacked.finish()
  }
  const packed = new Packed(bytes)
  packed.take(javaMagic.length + javaVersionBytes)
  while (packed.left > 0) {
    const size = packed.take(4).readUInt32BE(0)
    unpackBlock(packed.take(size), unpacked, bytesMax)
  }
  return unpacked.finish()
}

function unpackBlock(block: Buffer, unpacked: Unpacked, bytesMax: number): void {
  const length = varint(new Packed(block))
  if (length > bytesMax) throw new MalformedRequest(`more than ${bytesMax} bytes`)
  uncompressor ??= snappyUncompressor()
  unpacked.literal(uncompressor(block, length))
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
