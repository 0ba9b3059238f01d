/**
 * How values are written, and answers read: on purpose not by the codec that is compared, so that no
 * mistake of it is on both sides.
 */

export const none = Buffer.alloc(0)
export const noTags = Buffer.from([0])

export function int8(value: number): Buffer {
  return Buffer.from([value])
}

export function int16(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeInt16BE(value)
  return bytes
}

export function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32BE(value)
  return bytes
}

export function int64(value: number): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeBigInt64BE(BigInt(value))
  return bytes
}

export function boolean(value: boolean): Buffer {
  return Buffer.from([value ? 1 : 0])
}

export function varint(value: number): Buffer {
  return value < 0x80
    ? Buffer.from([value])
    : Buffer.concat([Buffer.from([(value & 0x7f) | 0x80]), varint(value >>> 7)])
}

export function string(text: string): Buffer {
  const bytes = Buffer.from(text)
  return Buffer.concat([int16(bytes.length), bytes])
}

export function compactString(text: string): Buffer {
  const bytes = Buffer.from(text)
  return Buffer.concat([varint(bytes.length + 1), bytes])
}

/** Reads an answer from front to back. */
export class Cursor {
  readonly #bytes: Buffer
  #at = 0

  constructor(bytes: Buffer) {
    this.#bytes = bytes
  }

  int16(): number {
    return this.#bytes.readInt16BE(this.#move(2))
  }

  int32(): number {
    return this.#bytes.readInt32BE(this.#move(4))
  }

  int64(): bigint {
    return this.#bytes.readBigInt64BE(this.#move(8))
  }

  varint(): number {
    const byte = this.#bytes.readUInt8(this.#move(1))
    return byte < 0x80 ? byte : (byte & 0x7f) + 0x80 * this.varint()
  }

  /** Null for a length of -1. */
  text(length: number): string | null {
    if (length < 0) return null
    const at = this.#move(length)
    return this.#bytes.toString('utf8', at, at + length)
  }

  list<T>(count: number, item: () => T): T[] {
    return Array.from({ length: count }, item)
  }

  tags(): void {
    if (this.varint() !== 0) throw new Error('a broker sent tagged fields')
  }

  end(): void {
    if (this.#at !== this.#bytes.length) throw new Error('an answer is longer than it says')
  }

  #move(bytes: number): number {
    const at = this.#at
    this.#at += bytes
    return at
  }
}
