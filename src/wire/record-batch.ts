/**
 * Record batches, version 2: what `records` of Fetch and Produce holds.
 *
 *     RecordBatch => base_offset:INT64 batch_length:INT32 partition_leader_epoch:INT32 magic:INT8
 *                    crc:UINT32 attributes:INT16 last_offset_delta:INT32 base_timestamp:INT64
 *                    max_timestamp:INT64 producer_id:INT64 producer_epoch:INT16
 *                    base_sequence:INT32 [records]
 *       attributes => bits 0-2 compression, 3 timestamp type, 4 transactional, 5 control
 *
 * Behaviour: offsets may have gaps, and the last offset may lie beyond the last record, as
 * compaction leaves them. A control batch is its marker, at the last offset. Reading checks the
 * checksum, which covers all that comes after it; what cannot be read is refused with the error
 * that a broker answers.
 * Left out: compressing; timestamps of appending (writing); the rules for what a producer may send
 * (one batch, no marker, no gap), which are the broker's.
 * Source: "Record Batch" of Kafka's documentation; `DefaultRecordBatch`, `LogValidator`; C.10.
 */
import { type CompressionCodec, compressionCodecs, unpack } from './compression/unpack.ts'
import { crc32c } from './crc32c.ts'
import { MalformedRequest } from './malformed-request.ts'
import { Reader } from './reader.ts'
import { readMarker, readRecords, type WireRecord, writeMarker, writeRecord } from './record.ts'
import { Writer } from './writer.ts'

/** A marker at the end of a transaction. */
export type ControlType = 'commit' | 'abort'

/** Records that were written together. */
export interface RecordBatch {
  readonly baseOffset: number
  /** Of the batch, also where its last records are no longer there. */
  readonly lastOffset: number
  readonly leaderEpoch: number
  /** -1: not idempotent. */
  readonly producerId: number
  readonly producerEpoch: number
  readonly baseSequence: number
  readonly isTransactional: boolean
  /** Not null: a marker, and no records. */
  readonly control: ControlType | null
  /** Of a marker: when it was written; absent: nobody knows. */
  readonly controlTimestamp?: number
  /** In order of their offsets. */
  readonly records: readonly WireRecord[]
}

/** A batch that was read. */
export interface ProducedBatch extends RecordBatch {
  readonly kind: 'batch'
}

/** A batch that was not: answer with `error`. Nothing after it was looked at. */
export interface RefusedBatch {
  readonly kind: 'refused'
  readonly error: 'CORRUPT_MESSAGE' | 'UNSUPPORTED_COMPRESSION_TYPE' | 'INVALID_RECORD'
  readonly reason: string
}

const magic = 2
/** Base offset and length, which the length does not count. */
const overheadBytes = 12
const batchBytesMin = 49
const lengthAt = 8
const recordsAt = overheadBytes + batchBytesMin
const crcAt = 17
const attributesAt = 21
const compressionBits = 0x07
const appendTimeBit = 0x08
const transactionalBit = 0x10
const controlBit = 0x20
const noTimestamp = -1

/** Writes a batch. */
export function encodeRecordBatch(batch: RecordBatch): Buffer {
  const writer = new Writer()
  const marked = batch.controlTimestamp ?? noTimestamp
  const baseTimestamp = batch.records[0]?.timestamp ?? marked
  writer.int64(batch.baseOffset)
  writer.int32(0)
  writer.int32(batch.leaderEpoch)
  writer.int8(magic)
  writer.uint32(0)
  writer.int16(attributesOf(batch))
  writer.int32(batch.lastOffset - batch.baseOffset)
  writer.int64(baseTimestamp)
  writer.int64(batch.control === null ? maxTimestampOf(batch.records) : marked)
  writer.int64(batch.producerId)
  writer.int16(batch.producerEpoch)
  writer.int32(batch.baseSequence)
  if (batch.control === null) {
    writer.int32(batch.records.length)
    for (const record of batch.records) {
      writeRecord(writer, record, batch.baseOffset, baseTimestamp)
    }
  } else {
    writer.int32(1)
    writeMarker(writer, batch.control, batch.lastOffset - batch.baseOffset)
  }
  writer.patchInt32(lengthAt, writer.length - overheadBytes)
  writer.patchUint32(crcAt, crc32c(writer.finish(), attributesAt))
  return writer.finish()
}

/** Writes batches one after another, as `records` of a Fetch response wants them. */
export function encodeRecordBatches(batches: readonly RecordBatch[]): Buffer {
  return Buffer.concat(batches.map(encodeRecordBatch))
}

/**
 * Reads batches up to the end or the first that is refused; that one is the last of the list.
 * `refused`: the codecs that the request may not use.
 */
export function decodeRecordBatches(
  records: Buffer,
  refused: readonly CompressionCodec[] = [],
): readonly (ProducedBatch | RefusedBatch)[] {
  const found: (ProducedBatch | RefusedBatch)[] = []
  for (let at = 0; at < records.length; ) {
    const length = lengthOf(records, at)
    if (length === null) {
      found.push(corrupt('a batch is shorter than it says, or than a batch can be'))
      return found
    }
    const batch = decodeBatch(records.subarray(at, at + length), refused)
    found.push(batch)
    if (batch.kind === 'refused') return found
    at += length
  }
  return found
}

/** All bytes of the batch that begins there, or null. */
function lengthOf(records: Buffer, at: number): number | null {
  if (records.length - at < overheadBytes) return null
  const length = records.readInt32BE(at + lengthAt)
  if (length < batchBytesMin || length > records.length - at - overheadBytes) return null
  return length + overheadBytes
}

function decodeBatch(
  bytes: Buffer,
  refused: readonly CompressionCodec[],
): ProducedBatch | RefusedBatch {
  const magicFound = bytes.readInt8(crcAt - 1)
  if (magicFound !== magic) return invalid(`a batch of magic ${magicFound}`)
  if (crc32c(bytes, attributesAt) !== bytes.readUInt32BE(crcAt)) {
    return corrupt('the checksum is another')
  }
  const compression = bytes.readInt16BE(attributesAt) & compressionBits
  if (compression === 0) return decodePlain(bytes)
  const codec = compressionCodecs[compression - 1]
  if (codec === undefined || refused.includes(codec)) return compressed(codec ?? 'nothing known')
  const plain = unpacked(codec, bytes)
  return plain === null ? corrupt('the records cannot be unpacked') : decodePlain(plain)
}

/** The batch with its records as they were before; null: they are broken, or far too large. */
function unpacked(codec: CompressionCodec, bytes: Buffer): Buffer | null {
  try {
    const records = unpack(codec, bytes.subarray(recordsAt))
    return Buffer.concat([bytes.subarray(0, recordsAt), records])
  } catch (error) {
    if (error instanceof MalformedRequest) return null
    throw error
  }
}

function decodePlain(bytes: Buffer): ProducedBatch | RefusedBatch {
  try {
    return decodeBody(bytes)
  } catch (error) {
    if (error instanceof MalformedRequest) return invalid(error.message)
    throw error
  }
}

function decodeBody(bytes: Buffer): ProducedBatch {
  const reader = new Reader(bytes)
  const baseOffset = reader.int64()
  reader.int32()
  const leaderEpoch = reader.int32()
  reader.int8()
  reader.uint32()
  const attributes = reader.int16()
  const lastOffset = baseOffset + reader.int32()
  const baseTimestamp = reader.int64()
  const maxTimestamp = reader.int64()
  const producerId = reader.int64()
  const producerEpoch = reader.int16()
  const baseSequence = reader.int32()
  const appendedAt = (attributes & appendTimeBit) === 0 ? null : maxTimestamp
  const isControl = (attributes & controlBit) !== 0
  const control = isControl ? readMarker(reader) : null
  const records = isControl ? [] : readRecords(reader, baseOffset, baseTimestamp, appendedAt)
  reader.end()
  return {
    kind: 'batch',
    baseOffset,
    lastOffset,
    leaderEpoch,
    producerId,
    producerEpoch,
    baseSequence,
    isTransactional: (attributes & transactionalBit) !== 0,
    control,
    records,
  }
}

function attributesOf({ isTransactional, control }: RecordBatch): number {
  return (isTransactional ? transactionalBit : 0) | (control === null ? 0 : controlBit)
}

function maxTimestampOf(records: readonly WireRecord[]): number {
  let max = noTimestamp
  for (const { timestamp } of records) if (timestamp > max) max = timestamp
  return max
}

function corrupt(reason: string): RefusedBatch {
  return { kind: 'refused', error: 'CORRUPT_MESSAGE', reason }
}

function invalid(reason: string): RefusedBatch {
  return { kind: 'refused', error: 'INVALID_RECORD', reason }
}

function compressed(codec: string): RefusedBatch {
  const reason = `the records are compressed with ${codec}`
  return { kind: 'refused', error: 'UNSUPPORTED_COMPRESSION_TYPE', reason }
}
