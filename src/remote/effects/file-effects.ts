/** Effects that are lines of a file: what is appended to it from now on. */
import { closeSync, openSync, readSync, statSync } from 'node:fs'
import { StringDecoder } from 'node:string_decoder'

const chunkBytes = 65_536

export class FileEffects {
  readonly #path: string
  readonly #line: (line: string) => void
  readonly #decoder = new StringDecoder('utf8')
  #at: number
  #rest = ''

  constructor(path: string, line: (line: string) => void) {
    this.#path = path
    this.#line = line
    this.#at = sizeOf(path)
  }

  /** Reads what has come; a file that is not there, or not yet, has nothing. */
  look(): void {
    if (sizeOf(this.#path) <= this.#at) return
    const file = openSync(this.#path, 'r')
    try {
      const chunk = Buffer.alloc(chunkBytes)
      for (;;) {
        const bytes = readSync(file, chunk, 0, chunkBytes, this.#at)
        if (bytes === 0) return
        this.#at += bytes
        this.#heard(this.#decoder.write(chunk.subarray(0, bytes)))
      }
    } finally {
      closeSync(file)
    }
  }

  #heard(text: string): void {
    const lines = (this.#rest + text).split('\n')
    this.#rest = lines.pop() ?? ''
    for (const line of lines) this.#line(line)
  }
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0
}
