/**
 * The records of a batch as they were before some client compressed them.
 *
 * Behaviour: what cannot be unpacked, or is far too large, is a `MalformedRequest`.
 * Source: `CompressionType` of Kafka.
 */
import { gunzipSync } from 'node:zlib'
import { MalformedRequest } from '../malformed-request.ts'
import { unpackLz4 } from './lz4.ts'
import { unpackSnappy } from './snappy.ts'
import { unpackZstd } from './zstd.ts'

/** The codecs of compression by their numbers, from 1 on. */
export const compressionCodecs = ['gzip', 'snappy', 'lz4', 'zstd'] as const

export type CompressionCodec = (typeof compressionCodecs)[number]

/** Sixty-four times what a broker takes by default. */
const unpackedBytesMax = 64 * 2 ** 20

/** Unpacks with that codec. */
export function unpack(codec: CompressionCodec, bytes: Buffer): Buffer {
  switch (codec) {
    case 'gzip':
      return foreign(() => gunzipSync(bytes, { maxOutputLength: unpackedBytesMax }))
    case 'snappy':
      return foreign(() => unpackSnappy(bytes, unpackedBytesMax))
    case 'lz4':
      return unpackLz4(bytes, unpackedBytesMax)
    case 'zstd':
      return foreign(() => unpackZstd(bytes, unpackedBytesMax))
  }
}

function foreign(unpacks: () => Buffer): Buffer {
  try {
    return unpacks()
  } catch (error) {
    throw new MalformedRequest(error instanceof Error ? error.message : String(error))
  }
}
