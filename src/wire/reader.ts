/**
 * Reads Kafka's primitive types from bytes, and never past their end.
 *
 * Behaviour: whatever is short, negative where it may not be, or larger than the bytes that are
 * left is a `MalformedRequest`; lists grow as they are read, so a wild count allocates nothing.
 * Bytes are views of the message, not copies.
 * Tagged fields are skipped: none is known.
 * Left out: the compact types that no version spoken here has. An int64
 * beyond the integers that a number can hold is cut down to the nearest of them: no log here
 * reaches such an offset, and the cut-down one is as much out of range.
 * Source: "Protocol Primitive Types" of the Kafka protocol guide; C.10.
 */
import { MalformedRequest } from './malformed-request.ts'

const twoTo32 = 2 ** 32
const bigMaximum = BigInt(Number.MAX_SAFE_INTEGER)

/** Reads one message from front to back. */
export class Reader {
  readonly #buffer: Buffer
  #offset: number

  /** From that byte on. */
  constructor(buffer: Buffer, offset = 0) {
    this.#buffer = buffer
    this.#offset = offset
  }

  /** How many bytes have been read. */
  get offset(): number {
    return this.#offset
  }

  /** How many bytes are left. */
  get remaining(): number {
    return this.#buffer.length - this.#offset
  }

  int8(): number {
    return this.#buffer.readInt8(this.#take(1))
  }

  int16(): number {
    return this.#buffer.readInt16BE(this.#take(2))
  }

  int32(): number {
    return this.#buffer.readInt32BE(this.#take(4))
  }

  uint32(): number {
    return this.#buffer.readUInt32BE(this.#take(4))
  }

  int64(): number {
    const at = this.#take(8)
    const value = this.#buffer.readInt32BE(at) * twoTo32 + this.#buffer.readUInt32BE(at + 4)
    return clampToSafe(value)
  }

  /** Anything but 0 is true, as in Java. */
  boolean(): boolean {
    return this.int8() !== 0
  }

  string(): string {
    return this.nullableString() ?? malformed('a string that may not be null is')
  }

  nullableString(): string | null {
    const length = this.#length(this.int16())
    return length === null ? null : this.#text(length)
  }

  bytes(): Buffer {
    return this.nullableBytes() ?? malformed('bytes that may not be null are')
  }

  nullableBytes(): Buffer | null {
    const length = this.#length(this.int32())
    return length === null ? null : this.#view(length)
  }

  /** A list; `item` should be a function of its module, so that none is made for each call. */
  array<T>(item: (reader: Reader) => T): readonly T[] {
    return this.nullableArray(item) ?? malformed('a list that may not be null is')
  }

  nullableArray<T>(item: (reader: Reader) => T): readonly T[] | null {
    const count = this.#length(this.int32())
    return count === null ? null : this.#items(count, item)
  }

  /** The length of a list whose items are then read one by one; it is no larger than the rest. */
  count(): number {
    return this.#length(this.int32()) ?? malformed('a list that may not be null is')
  }

  int32Array(): readonly number[] {
    return this.array(readInt32)
  }

  /** At most 32 bits, zigzag, seven to a byte. */
  varint(): number {
    const bits = this.unsignedVarint() | 0
    return (bits >>> 1) ^ -(bits & 1)
  }

  /** At most 64 bits, zigzag, seven to a byte; cut down as `int64` is. */
  varlong(): number {
    const start = this.#offset
    let value = 0
    for (let scale = 1; scale <= 2 ** 42; scale *= 128) {
      const byte = this.#buffer.readUInt8(this.#take(1))
      value += (byte & 0x7f) * scale
      if (byte < 0x80) return value % 2 === 0 ? value / 2 : -(value + 1) / 2
    }
    this.#offset = start
    return this.#longVarlong()
  }

  varintBytes(): Buffer | null {
    const length = this.#length(this.varint())
    return length === null ? null : this.#view(length)
  }

  varintString(): string {
    const length = this.#length(this.varint())
    return length === null ? malformed('a string that may not be null is') : this.#text(length)
  }

  varintArray<T>(item: (reader: Reader) => T): readonly T[] {
    const count = this.#length(this.varint())
    return count === null ? malformed('a list that may not be null is') : this.#items(count, item)
  }

  /** At most 32 bits, without a sign, seven to a byte. */
  unsignedVarint(): number {
    let value = 0
    for (let scale = 1; scale <= 2 ** 28; scale *= 128) {
      const byte = this.#buffer.readUInt8(this.#take(1))
      value += (byte & 0x7f) * scale
      if (byte < 0x80) return value
    }
    return malformed('a varint is longer than 5 bytes')
  }

  compactString(): string {
    return this.compactNullableString() ?? malformed('a string that may not be null is')
  }

  compactNullableString(): string | null {
    const length = this.#length(this.unsignedVarint() - 1)
    return length === null ? null : this.#text(length)
  }

  compactBytes(): Buffer {
    return this.compactNullableBytes() ?? malformed('bytes that may not be null are')
  }

  compactNullableBytes(): Buffer | null {
    const length = this.#length(this.unsignedVarint() - 1)
    return length === null ? null : this.#view(length)
  }

  compactArray<T>(item: (reader: Reader) => T): readonly T[] {
    return this.compactNullableArray(item) ?? malformed('a list that may not be null is')
  }

  compactNullableArray<T>(item: (reader: Reader) => T): readonly T[] | null {
    const count = this.#length(this.unsignedVarint() - 1)
    return count === null ? null : this.#items(count, item)
  }

  /** Tagged fields, which are all skipped. */
  tags(): void {
    for (let left = this.unsignedVarint(); left > 0; left--) {
      this.unsignedVarint()
      this.#take(this.unsignedVarint())
    }
  }

  /** The message ends here. */
  end(): void {
    if (this.remaining > 0) malformed(`${this.remaining} bytes too many`)
  }

  #take(bytes: number): number {
    const at = this.#offset
    if (bytes > this.#buffer.length - at) malformed(`${bytes} bytes are wanted, fewer are left`)
    this.#offset = at + bytes
    return at
  }

  /** Null for -1. Each item of a list has at least one byte, so the same bound serves lists. */
  #length(length: number): number | null {
    if (length === -1) return null
    if (length < 0 || length > this.remaining) malformed(`${length} is no length here`)
    return length
  }

  #view(length: number): Buffer {
    const at = this.#take(length)
    return this.#buffer.subarray(at, at + length)
  }

  #text(length: number): string {
    const at = this.#take(length)
    return this.#buffer.toString('utf8', at, at + length)
  }

  #items<T>(count: number, item: (reader: Reader) => T): readonly T[] {
    const items: T[] = []
    for (let i = 0; i < count; i++) items.push(item(this))
    return items
  }

  #longVarlong(): number {
    let bits = 0n
    for (let shift = 0n; shift <= 63n; shift += 7n) {
      const byte = this.#buffer.readUInt8(this.#take(1))
      bits |= BigInt(byte & 0x7f) << shift
      if (byte < 0x80) {
        const value = BigInt.asIntN(64, BigInt.asUintN(64, bits) >> 1n) ^ -(bits & 1n)
        return Number(clampBig(value))
      }
    }
    return malformed('a varlong is longer than 10 bytes')
  }
}

function readInt32(reader: Reader): number {
  return reader.int32()
}

/** The nearest integer that a number holds exactly. */
export function clampToSafe(value: number): number {
  if (value > Number.MAX_SAFE_INTEGER) return Number.MAX_SAFE_INTEGER
  return value < -Number.MAX_SAFE_INTEGER ? -Number.MAX_SAFE_INTEGER : value
}

function clampBig(value: bigint): bigint {
  if (value > bigMaximum) return bigMaximum
  return value < -bigMaximum ? -bigMaximum : value
}

function malformed(message: string): never {
  throw new MalformedRequest(message)
}
