/**
 * LZ4 frames, as record batches have them.
 *
 *     Frame => magic:4 flags:1 block_size:1 [content_size:8] [dictionary:4] checksum:1 [blocks]
 *              end:4 [checksum:4]                                     (numbers are little-endian)
 *       block => size:4 data [checksum:4]         (the highest bit of the size: it is not packed)
 *
 * Left out: checksums, for a batch has its own; dictionaries, of which Kafka has none.
 * Source: `lz4_Frame_format.md`, `lz4_Block_format.md` of lz4; `Lz4BlockInputStream` of Kafka.
 */
import { MalformedRequest } from '../malformed-request.ts'
import { Packed } from './packed.ts'
import { Unpacked } from './unpacked.ts'

const magic = 0x184d2204
const flag = { version: 0x40, blockChecksum: 0x10, contentSize: 0x08, dictionary: 0x01 } as const
const versionBits = 0xc0
const plainBit = 0x80000000
const repeatMin = 4

/** What is in the frame; throws a `MalformedRequest` if it is none, or holds too much. */
export function unpackLz4(bytes: Buffer, bytesMax: number): Buffer {
  const packed = new Packed(bytes)
  const unpacked = new Unpacked(bytesMax)
  if (packed.number(4) !== magic) throw new MalformedRequest('no LZ4 frame')
  const flags = packed.byte()
  if ((flags & versionBits) !== flag.version || (flags & flag.dictionary) !== 0) {
    throw new MalformedRequest('an LZ4 frame of another kind')
  }
  packed.byte()
  if ((flags & flag.contentSize) !== 0) packed.take(8)
  packed.byte()
  for (let size = packed.number(4); size !== 0; size = packed.number(4)) {
    const isPlain = size >= plainBit
    const block = packed.take(isPlain ? size - plainBit : size)
    if (isPlain) unpacked.literal(block)
    else unpackBlock(new Packed(block), unpacked)
    if ((flags & flag.blockChecksum) !== 0) packed.take(4)
  }
  return unpacked.finish()
}

function unpackBlock(packed: Packed, unpacked: Unpacked): void {
  while (packed.left > 0) {
    const token = packed.byte()
    unpacked.literal(packed.take(lengthOf(packed, token >> 4)))
    // The last sequence ends here.
    if (packed.left === 0) return
    const back = packed.number(2)
    unpacked.repeat(back, lengthOf(packed, token & 0x0f) + repeatMin)
  }
}

/** Four bits say 15 where bytes follow that are to be added, up to the first that is not 255. */
function lengthOf(packed: Packed, bits: number): number {
  if (bits < 15) return bits
  let length = bits
  for (;;) {
    const more = packed.byte()
    length += more
    if (more < 255) return length
  }
}
