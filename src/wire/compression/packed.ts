/** Reads what is packed from front to back, and never past its end. */
import { MalformedRequest } from '../malformed-request.ts'

export class Packed {
  readonly #bytes: Buffer
  #at = 0

  constructor(bytes: Buffer) {
    this.#bytes = bytes
  }

  /** How many bytes are left. */
  get left(): number {
    return this.#bytes.length - this.#at
  }

  byte(): number {
    return this.number(1)
  }

  /** A number without a sign of so many bytes, the last of which counts most. */
  number(size: number): number {
    return this.take(size).readUIntLE(0, size)
  }

  /** So many bytes, as a view. */
  take(size: number): Buffer {
    if (size > this.left) throw new MalformedRequest(`${size} packed bytes are wanted`)
    this.#at += size
    return this.#bytes.subarray(this.#at - size, this.#at)
  }
}
