/**
 * A record inside a batch, and the marker that ends a transaction.
 *
 *     Record => length:VARINT attributes:INT8 timestamp_delta:VARLONG offset_delta:VARINT
 *               key:VARINT_BYTES value:VARINT_BYTES [headers]            (counts are varints)
 *       headers => key:VARINT_STRING value:VARINT_BYTES
 *     Marker's key   => version:INT16 type:INT16                        (0: abort, 1: commit)
 *     Marker's value => version:INT16 coordinator_epoch:INT32
 *
 * Left out: the coordinator's epoch is always 0, for no client reads it.
 * Source: "Record" and "Control Batches" of Kafka's documentation; `EndTransactionMarker`.
 */
import { MalformedRequest } from './malformed-request.ts'
import { clampToSafe, type Reader } from './reader.ts'
import { varintSize, varlongSize, type Writer } from './writer.ts'

/** A header of a record; a key may come up several times. */
export interface WireHeader {
  readonly key: string
  readonly value: Buffer | null
}

/** A record; the timestamp in milliseconds, -1 for none. */
export interface WireRecord {
  readonly offset: number
  readonly timestamp: number
  readonly key: Buffer | null
  readonly value: Buffer | null
  readonly headers: readonly WireHeader[]
}

const abortKey = Buffer.from([0, 0, 0, 0])
const commitKey = Buffer.from([0, 0, 0, 1])
const markerValue = Buffer.alloc(6)
const noHeaders: readonly WireHeader[] = []

/** Writes one record. */
export function writeRecord(
  writer: Writer,
  { offset, timestamp, key, value, headers }: WireRecord,
  baseOffset: number,
  baseTimestamp: number,
): void {
  writeBody(writer, offset - baseOffset, timestamp - baseTimestamp, key, value, headers)
}

/** Writes a transaction's marker. */
export function writeMarker(writer: Writer, type: 'commit' | 'abort', offsetDelta: number): void {
  const key = type === 'commit' ? commitKey : abortKey
  writeBody(writer, offsetDelta, 0, key, markerValue, noHeaders)
}

function writeBody(
  writer: Writer,
  offsetDelta: number,
  timestampDelta: number,
  key: Buffer | null,
  value: Buffer | null,
  headers: readonly WireHeader[],
): void {
  let size = 1 + varlongSize(timestampDelta) + varintSize(offsetDelta)
  size += bytesSize(key) + bytesSize(value) + varintSize(headers.length)
  for (const header of headers) {
    const keySize = Buffer.byteLength(header.key)
    size += varintSize(keySize) + keySize + bytesSize(header.value)
  }
  writer.varint(size)
  writer.int8(0)
  writer.varlong(timestampDelta)
  writer.varint(offsetDelta)
  writer.varintBytes(key)
  writer.varintBytes(value)
  writer.varint(headers.length)
  for (const header of headers) {
    writer.varintString(header.key)
    writer.varintBytes(header.value)
  }
}

/** Reads a batch's list of records; `appendedAt` stands for all their timestamps unless null. */
export function readRecords(
  reader: Reader,
  baseOffset: number,
  baseTimestamp: number,
  appendedAt: number | null,
): readonly WireRecord[] {
  const count = reader.count()
  const records: WireRecord[] = []
  for (let i = 0; i < count; i++) {
    const end = beginRecord(reader)
    const timestampDelta = reader.varlong()
    const record = {
      timestamp: appendedAt ?? clampToSafe(baseTimestamp + timestampDelta),
      offset: baseOffset + reader.varint(),
      key: reader.varintBytes(),
      value: reader.varintBytes(),
      headers: reader.varintArray(readHeader),
    }
    endRecord(reader, end)
    records.push(record)
  }
  return records
}

/** Reads a control batch's list: one marker. */
export function readMarker(reader: Reader): 'commit' | 'abort' {
  if (reader.count() !== 1) throw new MalformedRequest('a control batch has one record')
  const end = beginRecord(reader)
  reader.varlong()
  reader.varint()
  const key = reader.varintBytes()
  reader.varintBytes()
  reader.varintArray(readHeader)
  endRecord(reader, end)
  if (key !== null && abortKey.equals(key)) return 'abort'
  if (key !== null && commitKey.equals(key)) return 'commit'
  throw new MalformedRequest('a marker that ends no transaction')
}

/** Where the record ends, by what it says of itself. */
function beginRecord(reader: Reader): number {
  const size = reader.varint()
  const end = reader.offset + size
  reader.int8()
  return end
}

function endRecord(reader: Reader, end: number): void {
  if (reader.offset !== end) throw new MalformedRequest('a record is not as long as it says')
}

function readHeader(reader: Reader): WireHeader {
  return { key: reader.varintString(), value: reader.varintBytes() }
}

function bytesSize(bytes: Buffer | null): number {
  return bytes === null ? 1 : varintSize(bytes.length) + bytes.length
}
