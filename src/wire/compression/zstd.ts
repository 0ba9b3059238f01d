/**
 * Zstandard, which Node has only from version 22.15 on.
 *
 *     Frame => magic:4 flags:1 [window:1] [dictionary] [content_size] [blocks]
 *
 * Behaviour: how far back the frame may repeat what came out is looked at first, for that much is
 * set aside.
 * Source: RFC 8878, 3.1.1.1.
 */
import { Decompress } from 'fzstd'
import { MalformedRequest } from '../malformed-request.ts'
import { Packed } from './packed.ts'
import { Unpacked } from './unpacked.ts'

const magic = 0xfd2fb528
const singleSegmentBit = 0x20
const dictionaryBytes = [0, 1, 2, 4] as const
const contentSizeBytes = [1, 2, 4, 8] as const

/** What is in the frame; throws if it is none, or holds too much. */
export function unpackZstd(bytes: Buffer, bytesMax: number): Buffer {
  if (windowBytes(new Packed(bytes)) > bytesMax) throw new MalformedRequest('a window too large')
  const unpacked = new Unpacked(bytesMax)
  new Decompress((chunk) => unpacked.literal(chunk)).push(bytes, true)
  return unpacked.finish()
}

function windowBytes(packed: Packed): number {
  if (packed.number(4) !== magic) throw new MalformedRequest('no frame of zstd')
  const flags = packed.byte()
  if ((flags & singleSegmentBit) === 0) {
    const window = packed.byte()
    const base = 2 ** (10 + (window >> 3))
    return base + (base / 8) * (window & 7)
  }
  packed.take(dictionaryBytes[(flags & 3) as 0 | 1 | 2 | 3])
  const size = contentSizeBytes[(flags >> 6) as 0 | 1 | 2 | 3]
  return size < 8 ? packed.number(size) : packed.number(4) + packed.number(4) * 2 ** 32
}
