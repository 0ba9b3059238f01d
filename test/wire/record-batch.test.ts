/** Record batches both ways, against kafkajs' own decoder and against every damage. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { crc32c } from '../../src/wire/crc32c.ts'
import {
  decodeRecordBatches,
  encodeRecordBatch,
  encodeRecordBatches,
  type RecordBatch,
} from '../../src/wire/record-batch.ts'
import { batchOf, markerAt, recordAt } from './batches.ts'
import { internal } from './kafkajs-protocol.ts'

type Decoder = new (bytes: Buffer) => object
const KafkajsDecoder = internal<Decoder>('protocol/decoder')
const kafkajsDecode = internal<(decoder: object) => Promise<unknown>>(
  'protocol/recordBatch/v0/decoder',
)

function byKafkajs(batch: RecordBatch): Promise<unknown> {
  return kafkajsDecode(new KafkajsDecoder(encodeRecordBatch(batch)))
}

const headers = [
  { key: 'one', value: Buffer.from('1') },
  { key: '', value: null },
]

const samples: readonly (readonly [string, RecordBatch])[] = [
  ['one record', batchOf([recordAt(0)])],
  ['offsets beyond 32 bits', batchOf([recordAt(2 ** 40), recordAt(2 ** 40 + 1)])],
  ['gaps inside', batchOf([recordAt(10), recordAt(90), recordAt(9000)])],
  ['gaps at both ends', batchOf([recordAt(12)], { baseOffset: 10, lastOffset: 30 })],
  ['all records compacted away', batchOf([], { baseOffset: 10, lastOffset: 12, producerId: 9 })],
  ['nulls and empties', batchOf([recordAt(1, { key: null, value: Buffer.alloc(0) })])],
  ['a tombstone with headers', batchOf([recordAt(1, { value: null, headers })])],
  ['times backwards', batchOf([recordAt(1), recordAt(2, { timestamp: 3 })])],
  ['no times', batchOf([recordAt(1, { timestamp: -1 })])],
  ['a large value', batchOf([recordAt(1, { value: Buffer.alloc(9000, 'x') })])],
  [
    'a transaction',
    batchOf([recordAt(1)], {
      ...{ producerId: 4001, producerEpoch: 7, baseSequence: 65, isTransactional: true },
    }),
  ],
  ['a commit marker', markerAt(77, 'commit', 4001)],
  ['an abort marker', markerAt(77, 'abort', 4001)],
]

test.each(samples)('%s: what was written is read again', (_, batch) => {
  expect(decodeRecordBatches(encodeRecordBatch(batch))).toEqual([{ kind: 'batch', ...batch }])
})

test.each(samples)('%s: kafkajs reads the same', async (_, batch) => {
  const records = batch.records.map((record) => ({
    offset: String(record.offset),
    timestamp: String(record.timestamp),
    key: record.key,
    value: record.value,
    headers: Object.fromEntries(record.headers.map(({ key, value }) => [key, value])),
    isControlRecord: false,
  }))
  const marker = {
    ...{ offset: String(batch.lastOffset), isControlRecord: true },
    key: Buffer.from([0, 0, 0, batch.control === 'commit' ? 1 : 0]),
  }
  expect(await byKafkajs(batch)).toMatchObject({
    firstOffset: String(batch.baseOffset),
    lastOffsetDelta: batch.lastOffset - batch.baseOffset,
    partitionLeaderEpoch: 5,
    inTransaction: batch.isTransactional,
    isControlBatch: batch.control !== null,
    producerId: String(batch.producerId),
    producerEpoch: batch.producerEpoch,
    firstSequence: batch.baseSequence,
    records: batch.control === null ? records : [marker],
  })
})

test('CRC-32C of the check string', () => {
  expect(crc32c(Buffer.from('123456789'))).toBe(0xe3069283)
  expect(crc32c(Buffer.from('xy123456789'), 2)).toBe(0xe3069283)
  const kafkajsCrc = internal<(bytes: Buffer) => number>('protocol/recordBatch/crc32C')
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(crc32c(Buffer.from(bytes))).toBe(kafkajsCrc(Buffer.from(bytes)))
    }),
    { seed: 1 },
  )
})

const batch = encodeRecordBatch(batchOf([recordAt(3), recordAt(4, { headers })]))

/** The batch with some bytes changed, and a checksum that is right again. */
function resealed(change: (bytes: Buffer) => void): Buffer {
  const bytes = Buffer.from(batch)
  change(bytes)
  bytes.writeUInt32BE(crc32c(bytes, 21), 17)
  return bytes
}

test('a flipped bit after the checksum, or in it, is CORRUPT_MESSAGE', () => {
  for (let at = 17; at < batch.length; at++) {
    const bytes = Buffer.from(batch)
    bytes[at] = (bytes[at] ?? 0) ^ 0x10
    expect(decodeRecordBatches(bytes)).toMatchObject([{ error: 'CORRUPT_MESSAGE' }])
  }
})

test('a batch cut short is CORRUPT_MESSAGE, and nothing is nothing', () => {
  expect(decodeRecordBatches(Buffer.alloc(0))).toEqual([])
  for (let length = 1; length < batch.length; length++) {
    const found = decodeRecordBatches(batch.subarray(0, length))
    expect(found).toMatchObject([{ kind: 'refused', error: 'CORRUPT_MESSAGE' }])
  }
})

test('a compression that nobody knows, or that may not be used, is refused', () => {
  const error = 'UNSUPPORTED_COMPRESSION_TYPE'
  const unknown = resealed((b) => b.writeInt16BE(5, 21))
  expect(decodeRecordBatches(unknown)).toMatchObject([{ kind: 'refused', error }])
  const zstd = resealed((b) => b.writeInt16BE(4, 21))
  expect(decodeRecordBatches(zstd, ['zstd'])).toMatchObject([{ kind: 'refused', error }])
})

test.each([1, 2, 3, 4])(
  'what is not packed by codec %i, though it says so, is CORRUPT_MESSAGE',
  (codec) => {
    const bytes = resealed((b) => b.writeInt16BE(codec, 21))
    expect(decodeRecordBatches(bytes)).toMatchObject([
      { kind: 'refused', error: 'CORRUPT_MESSAGE' },
    ])
  },
)

test('an older format, wrong lengths and an unknown marker are INVALID_RECORD', () => {
  const wrong: readonly ((bytes: Buffer) => void)[] = [
    (b) => b.writeInt8(1, 16),
    (b) => b.writeInt32BE(3, 57),
    (b) => b.writeInt32BE(1, 57),
    (b) => b.writeInt32BE(-1, 57),
    (b) => b.writeInt32BE(0x7fff_ffff, 57),
    (b) => b.writeUInt8((b[61] ?? 0) + 2, 61),
    (b) => b.writeInt16BE(0x20, 21),
  ]
  for (const change of wrong) {
    const found = decodeRecordBatches(resealed(change))
    expect(found).toMatchObject([{ kind: 'refused', error: 'INVALID_RECORD' }])
  }
})

test('timestamps of appending stand for all records', () => {
  const found = decodeRecordBatches(resealed((b) => b.writeInt16BE(0x08, 21)))
  const timestamp = 1_700_000_000_004
  expect(found).toMatchObject([{ records: [{ timestamp }, { timestamp }] }])
})

test('batches before a refused one are kept, those after it are not looked at', () => {
  const broken = Buffer.from(batch)
  broken[30] = 0xff
  const found = decodeRecordBatches(Buffer.concat([batch, broken, batch]))
  expect(found.map(({ kind }) => kind)).toEqual(['batch', 'refused'])
  const both = encodeRecordBatches([batchOf([recordAt(1)]), markerAt(2, 'abort', 9)])
  expect(decodeRecordBatches(both).map(({ kind }) => kind)).toEqual(['batch', 'batch'])
})
