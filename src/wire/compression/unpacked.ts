/** What comes out, up to a limit: bytes as they are, and repetitions of what came out before. */
import { MalformedRequest } from '../malformed-request.ts'

export class Unpacked {
  readonly #bytesMax: number
  #buffer = Buffer.allocUnsafe(1024)
  #length = 0

  constructor(bytesMax: number) {
    this.#bytesMax = bytesMax
  }

  /** How many bytes came out. */
  get length(): number {
    return this.#length
  }

  /** All that came out: a view, so the last thing to ask for. */
  finish(): Buffer {
    return this.#buffer.subarray(0, this.#length)
  }

  /** These bytes. */
  literal(bytes: Uint8Array): void {
    const at = this.#grow(bytes.length)
    this.#buffer.set(bytes, at)
  }

  /** What came out `back` bytes ago; it may run into itself. */
  repeat(back: number, size: number): void {
    if (back === 0 || back > this.#length) throw new MalformedRequest(`nothing is ${back} back`)
    const at = this.#grow(size)
    if (back >= size) this.#buffer.copyWithin(at, at - back, at - back + size)
    else for (let i = at; i < at + size; i++) this.#buffer[i] = this.#buffer[i - back] ?? 0
  }

  #grow(size: number): number {
    const at = this.#length
    const end = at + size
    if (end > this.#bytesMax) throw new MalformedRequest(`more than ${this.#bytesMax} bytes`)
    if (end > this.#buffer.length) {
      const larger = Buffer.allocUnsafe(Math.max(end, this.#buffer.length * 2))
      this.#buffer.copy(larger, 0, 0, at)
      this.#buffer = larger
    }
    this.#length = end
    return at
  }
}
