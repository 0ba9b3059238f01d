/**
 * CRC-32C (Castagnoli), the checksum of record batches.
 *
 * Source: RFC 3720, appendix B.4: reflected polynomial 0x82f63b78, start and end inverted.
 */

const table = makeTable()

function makeTable(): Int32Array {
  const entries = new Int32Array(256)
  for (let byte = 0; byte < 256; byte++) {
    let crc = byte
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0x82f63b78 : 0)
    entries[byte] = crc
  }
  return entries
}

/** The checksum of `bytes` from `start` to the end, as an unsigned 32-bit number. */
export function crc32c(bytes: Buffer, start = 0): number {
  let crc = -1
  for (let i = start; i < bytes.length; i++) {
    crc = (table[(crc ^ (bytes[i] ?? 0)) & 0xff] ?? 0) ^ (crc >>> 8)
  }
  return (crc ^ -1) >>> 0
}
