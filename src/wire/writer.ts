/**
 * Writes Kafka's primitive types into one growing Buffer.
 *
 * Behaviour: the mirror of `reader.ts`. What does not fit its type is a bug of the caller: Node's
 * RangeError.
 * Left out: the compact types that no version spoken here has; tagged fields are always none.
 * Source: "Protocol Primitive Types" of the Kafka protocol guide; C.10.
 */

const twoTo32 = 2 ** 32
/** Beyond it, doubling for the zigzag would lose the last bit of a number. */
const exactZigzag = 2 ** 51

/** Writes one message from front to back. */
export class Writer {
  #buffer: Buffer
  #length = 0

  constructor(capacity = 256) {
    this.#buffer = Buffer.allocUnsafe(capacity)
  }

  /** How many bytes have been written. */
  get length(): number {
    return this.#length
  }

  /** What has been written: a view, so the last thing to ask for. */
  finish(): Buffer {
    return this.#buffer.subarray(0, this.#length)
  }

  int8(value: number): void {
    const at = this.#grow(1)
    this.#buffer.writeInt8(value, at)
  }

  int16(value: number): void {
    const at = this.#grow(2)
    this.#buffer.writeInt16BE(value, at)
  }

  int32(value: number): void {
    const at = this.#grow(4)
    this.#buffer.writeInt32BE(value, at)
  }

  uint32(value: number): void {
    const at = this.#grow(4)
    this.#buffer.writeUInt32BE(value, at)
  }

  /** Puts an int32 over an earlier one: a size that is known only afterwards. */
  patchInt32(at: number, value: number): void {
    this.#buffer.writeInt32BE(value, at)
  }

  /** Puts a uint32 over an earlier one: a checksum. */
  patchUint32(at: number, value: number): void {
    this.#buffer.writeUInt32BE(value, at)
  }

  int64(value: number): void {
    if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is no exact integer`)
    const at = this.#grow(8)
    const high = Math.floor(value / twoTo32)
    this.#buffer.writeInt32BE(high, at)
    this.#buffer.writeUInt32BE(value - high * twoTo32, at + 4)
  }

  boolean(value: boolean): void {
    this.int8(value ? 1 : 0)
  }

  string(value: string): void {
    const size = Buffer.byteLength(value)
    this.int16(size)
    this.#text(value, size)
  }

  nullableString(value: string | null): void {
    if (value === null) this.int16(-1)
    else this.string(value)
  }

  bytes(value: Buffer): void {
    this.int32(value.length)
    this.raw(value)
  }

  nullableBytes(value: Buffer | null): void {
    if (value === null) this.int32(-1)
    else this.bytes(value)
  }

  /** The bytes alone, without their length. */
  raw(value: Buffer): void {
    const at = this.#grow(value.length)
    value.copy(this.#buffer, at)
  }

  int32Array(values: readonly number[]): void {
    this.int32(values.length)
    for (const value of values) this.int32(value)
  }

  /** 32 bits, zigzag, seven to a byte. */
  varint(value: number): void {
    let bits = ((value << 1) ^ (value >> 31)) >>> 0
    const at = this.#grow(5)
    let end = at
    for (; bits >= 0x80; bits >>>= 7) this.#buffer[end++] = (bits & 0x7f) | 0x80
    this.#buffer[end++] = bits
    this.#length = end
  }

  /** 64 bits, zigzag, seven to a byte. */
  varlong(value: number): void {
    if (!Number.isInteger(value) || Math.abs(value) >= 2 ** 63) {
      throw new RangeError(`${value} is no integer of 64 bits`)
    }
    if (Math.abs(value) >= exactZigzag) {
      this.#bigVarlong(BigInt(value))
      return
    }
    let rest = value < 0 ? -value * 2 - 1 : value * 2
    const at = this.#grow(10)
    let end = at
    for (; rest >= 0x80; rest = Math.floor(rest / 128)) this.#buffer[end++] = (rest % 128) | 0x80
    this.#buffer[end++] = rest
    this.#length = end
  }

  varintBytes(value: Buffer | null): void {
    if (value === null) {
      this.varint(-1)
      return
    }
    this.varint(value.length)
    this.raw(value)
  }

  varintString(value: string): void {
    const size = Buffer.byteLength(value)
    this.varint(size)
    this.#text(value, size)
  }

  /** 32 bits without a sign, seven to a byte. */
  unsignedVarint(value: number): void {
    let rest = value
    for (; rest >= 0x80; rest = Math.floor(rest / 128)) this.#byte((rest % 128) | 0x80)
    this.#byte(rest)
  }

  compactNullableString(value: string | null): void {
    if (value === null) {
      this.unsignedVarint(0)
      return
    }
    const size = Buffer.byteLength(value)
    this.unsignedVarint(size + 1)
    this.#text(value, size)
  }

  compactNullableBytes(value: Buffer | null): void {
    this.compactCount(value === null ? -1 : value.length)
    if (value !== null) this.raw(value)
  }

  /** How many items a list has that are then written one by one; -1: it is null. */
  compactCount(count: number): void {
    this.unsignedVarint(count + 1)
  }

  /** No tagged fields. */
  tags(): void {
    this.unsignedVarint(0)
  }

  #byte(value: number): void {
    const at = this.#grow(1)
    this.#buffer[at] = value
  }

  #bigVarlong(value: bigint): void {
    let rest = BigInt.asUintN(64, (value << 1n) ^ (value >> 63n))
    const at = this.#grow(10)
    let end = at
    for (; rest >= 0x80n; rest >>= 7n) this.#buffer[end++] = Number(rest & 0x7fn) | 0x80
    this.#buffer[end++] = Number(rest)
    this.#length = end
  }

  #text(value: string, size: number): void {
    const at = this.#grow(size)
    this.#buffer.write(value, at, size, 'utf8')
  }

  /** Makes room, counts it as written and says where it begins. */
  #grow(bytes: number): number {
    const at = this.#length
    const end = at + bytes
    if (end > this.#buffer.length) {
      const larger = Buffer.allocUnsafe(Math.max(end, this.#buffer.length * 2))
      this.#buffer.copy(larger, 0, 0, at)
      this.#buffer = larger
    }
    this.#length = end
    return at
  }
}

/** How many bytes `varint` writes. */
export function varintSize(value: number): number {
  const bits = ((value << 1) ^ (value >> 31)) >>> 0
  return 1 + Math.floor((31 - Math.clz32(bits | 1)) / 7)
}

/** How many bytes `varlong` writes. */
export function varlongSize(value: number): number {
  let rest = value < 0 ? -(value + 1) : value
  let size = 1
  for (; rest >= 64; rest = Math.floor(rest / 128)) size++
  return size
}
