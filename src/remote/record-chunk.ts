/**
 * Some records of a partition in one buffer, one after another:
 *
 *     Packed => kind:VARINT offset_delta:VARLONG number_delta:VARLONG timestamp:INT64
 *               [key:VARINT_BYTES value:VARINT_BYTES [headers]]           (of an application's)
 *       headers => key:VARINT_STRING value:VARINT_BYTES
 *
 * The deltas are to the first record of the chunk, `number` is the one in the record's name. What
 * the records of a batch have in common stands once in the chunk, and `kind` is its index.
 */
import { assert } from '../model/assert.ts'
import type { LogRecord } from '../model/cluster/partition-log.ts'
import type { RecordPayload } from '../model/network/records.ts'
import { Reader } from '../wire/reader.ts'
import { Writer } from '../wire/writer.ts'

const recordsMax = 1024
const bytesMax = 256 * 1024

/** What records that stand side by side have in common. */
interface Kind extends Omit<LogRecord, 'offset' | 'timestamp' | 'key' | 'payload'> {
  /** The record's name without its number; '': it has none. */
  readonly name: string
  readonly hasPayload: boolean
}

export class RecordChunk {
  readonly #firstOffset: number
  readonly #firstNumber: number
  readonly #kinds: Kind[] = []
  /** Null: nothing is written any more. */
  #writer: Writer | null = new Writer()
  #bytes = Buffer.alloc(0)
  /** Where each record begins. */
  readonly #starts = new Starts()
  /** Those whose transaction was aborted afterwards. */
  #aborted: Set<number> | null = null

  /** For records from this one on, which is not in it yet. */
  constructor(first: LogRecord) {
    this.#firstOffset = first.offset
    this.#firstNumber = numberIn(first.key)
  }

  get length(): number {
    return this.#starts.length
  }

  get isFull(): boolean {
    return this.#writer === null
  }

  push(record: LogRecord): void {
    const writer = this.#writer
    assert(writer !== null, 'a full chunk takes no record')
    this.#starts.push(writer.length)
    writer.varint(this.#kindOf(record))
    writer.varlong(record.offset - this.#firstOffset)
    writer.varlong(numberIn(record.key) - this.#firstNumber)
    writer.int64(record.timestamp)
    if (record.payload !== null) writePayload(writer, record.payload, record.timestamp)
    if (this.length === recordsMax || writer.length >= bytesMax) this.#close()
  }

  at(index: number): LogRecord {
    const bytes = this.#writer?.finish() ?? this.#bytes
    const reader = new Reader(bytes, this.#starts.at(index))
    const kind = this.#kinds[reader.varint()] as Kind
    const offset = this.#firstOffset + reader.varlong()
    const number = this.#firstNumber + reader.varlong()
    const timestamp = reader.int64()
    return {
      offset,
      type: this.#aborted?.has(index) === true ? 'aborted' : kind.type,
      key: kind.name === '' ? '' : `${kind.name}${number}`,
      leaderEpoch: kind.leaderEpoch,
      payload: kind.hasPayload ? readPayload(reader, timestamp) : null,
      producerId: kind.producerId,
      producerEpoch: kind.producerEpoch,
      timestamp,
      transactional: kind.transactional,
      marker: kind.marker,
    }
  }

  /** The transaction of the record was aborted. */
  abort(index: number): void {
    this.#aborted ??= new Set()
    this.#aborted.add(index)
  }

  /** The last ones are gone; what is written next comes into another chunk. */
  dropLast(count: number): void {
    this.#starts.dropLast(count)
    for (const index of this.#aborted ?? []) {
      if (index >= this.length) this.#aborted?.delete(index)
    }
    this.#close()
  }

  /** It takes no more room than it needs from now on. */
  #close(): void {
    if (this.#writer !== null) this.#bytes = Buffer.from(this.#writer.finish())
    this.#writer = null
    this.#starts.close()
  }

  /** The index of what it has in common with others. */
  #kindOf(record: LogRecord): number {
    const last = this.#kinds.at(-1)
    const name = nameIn(record.key)
    if (last === undefined || !isOfKind(last, name, record)) {
      const { type, leaderEpoch, producerId, producerEpoch, transactional, marker } = record
      const hasPayload = record.payload !== null
      const common = { type, leaderEpoch, producerId, producerEpoch, transactional, marker }
      this.#kinds.push({ ...common, name, hasPayload })
    }
    return this.#kinds.length - 1
  }
}

/** Ascending numbers, in a plain list as long as it grows. */
class Starts {
  #open: number[] = []
  #closed: Uint32Array | null = null

  get length(): number {
    return this.#closed?.length ?? this.#open.length
  }

  push(start: number): void {
    this.#open.push(start)
  }

  at(index: number): number | undefined {
    return this.#closed === null ? this.#open[index] : this.#closed[index]
  }

  dropLast(count: number): void {
    this.#closed = Uint32Array.from(this.#closed ?? this.#open).slice(0, this.length - count)
  }

  close(): void {
    this.#closed ??= Uint32Array.from(this.#open)
    this.#open = []
  }
}

function isOfKind(kind: Kind, name: string, record: LogRecord): boolean {
  return (
    kind.type === record.type &&
    kind.leaderEpoch === record.leaderEpoch &&
    kind.producerId === record.producerId &&
    kind.producerEpoch === record.producerEpoch &&
    kind.transactional === record.transactional &&
    kind.marker === record.marker &&
    kind.hasPayload === (record.payload !== null) &&
    kind.name === name
  )
}

/** `orders-0-` of `orders-0-17`. */
function nameIn(key: string): string {
  return key.slice(0, key.lastIndexOf('-') + 1)
}

/** 17 of `orders-0-17`. */
function numberIn(key: string): number {
  return Number(key.slice(key.lastIndexOf('-') + 1))
}

function writePayload(writer: Writer, payload: RecordPayload, recordTimestamp: number): void {
  assert(payload.timestamp === recordTimestamp, 'a record has the time of what is in it')
  writer.varintBytes(bytesOf(payload.key))
  writer.varintBytes(bytesOf(payload.value))
  writer.varint(payload.headers.length)
  for (const { key, value } of payload.headers) {
    writer.varintString(key)
    writer.varintBytes(bytesOf(value))
  }
}

function readPayload(reader: Reader, timestamp: number): RecordPayload {
  const key = reader.varintBytes()
  const value = reader.varintBytes()
  return { key, value, headers: reader.varintArray(readHeader), timestamp }
}

function readHeader(reader: Reader): RecordPayload['headers'][number] {
  return { key: reader.varintString(), value: reader.varintBytes() }
}

function bytesOf(bytes: Uint8Array | null): Buffer | null {
  if (bytes === null || Buffer.isBuffer(bytes)) return bytes
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
}
