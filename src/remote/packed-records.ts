/**
 * The records of a partition as bytes: a cluster with millions of them has no room for an object
 * each.
 *
 * Behaviour: chunks of some records, of which the last is written to. A record is made anew
 * whenever it is asked for, and what was given out does not change. Only whole chunks are given
 * back: what is taken out of the middle of one goes with the rest of it.
 */
import { assert, defined } from '../model/assert.ts'
import type { LogRecord, Records } from '../model/cluster/partition-log.ts'
import { RecordChunk } from './record-chunk.ts'

export class PackedRecords implements Records {
  #chunks: RecordChunk[] = []
  /** How many of the first chunk are not there any more. */
  #skipped = 0
  #length = 0
  /** Where a record was found last: its chunk, and how many records are before that. */
  #found = 0
  #before = 0

  get length(): number {
    return this.#length
  }

  at(index: number): LogRecord | undefined {
    if (index >= this.#length) return undefined
    const at = index + this.#skipped
    return this.#chunkOf(at).at(at - this.#before)
  }

  push(record: LogRecord): void {
    let last = this.#chunks.at(-1)
    if (last === undefined || last.isFull) {
      last = new RecordChunk(record)
      this.#chunks.push(last)
    }
    last.push(record)
    this.#length += 1
  }

  slice(from = 0, to = this.#length): LogRecord[] {
    const records: LogRecord[] = []
    for (let i = from; i < Math.min(to, this.#length); i++) records.push(this.at(i) as LogRecord)
    return records
  }

  splice(from: number, count: number, ...instead: LogRecord[]): void {
    const [one] = instead
    if (one !== undefined) this.#replace(from, one)
    else if (from === 0) this.#dropFirst(Math.min(count, this.#length))
    else this.#dropLast(this.#length - from)
  }

  *[Symbol.iterator](): Iterator<LogRecord> {
    for (let i = 0; i < this.#length; i++) yield this.at(i) as LogRecord
  }

  #chunkOf(at: number): RecordChunk {
    if (at < this.#before) {
      this.#found = 0
      this.#before = 0
    }
    for (;;) {
      const chunk = defined(this.#chunks[this.#found], `no record ${at}`)
      if (at < this.#before + chunk.length) return chunk
      this.#before += chunk.length
      this.#found += 1
    }
  }

  #replace(index: number, record: LogRecord): void {
    const at = index + this.#skipped
    const chunk = this.#chunkOf(at)
    assert(record.type === 'aborted', 'a record changes when its transaction is aborted')
    chunk.abort(at - this.#before)
  }

  #dropFirst(count: number): void {
    this.#length -= count
    this.#skipped += count
    while (
      this.#skipped > 0 &&
      this.#skipped >= (this.#chunks[0]?.length ?? Number.POSITIVE_INFINITY)
    ) {
      this.#skipped -= this.#chunks.shift()?.length ?? 0
    }
    this.#forgetFound()
  }

  #dropLast(count: number): void {
    this.#length -= count
    let left = count
    for (let last = this.#chunks.at(-1); left > 0 && last !== undefined; ) {
      const dropped = Math.min(left, last.length)
      left -= dropped
      if (dropped === last.length) this.#chunks.pop()
      else last.dropLast(dropped)
      last = this.#chunks.at(-1)
    }
    this.#forgetFound()
  }

  #forgetFound(): void {
    this.#found = 0
    this.#before = 0
  }
}
