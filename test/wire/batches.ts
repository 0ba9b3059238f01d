/** Records and batches for tests. */

import type { WireRecord } from '../../src/wire/record.ts'
import type { RecordBatch } from '../../src/wire/record-batch.ts'

/** A record at that offset, with a key and a value that name it. */
export function recordAt(offset: number, fields: Partial<WireRecord> = {}): WireRecord {
  return {
    offset,
    timestamp: 1_700_000_000_000 + offset,
    key: Buffer.from(`key ${offset}`),
    value: Buffer.from(`value ${offset}`),
    headers: [],
    ...fields,
  }
}

/** A plain batch of these records. */
export function batchOf(
  records: readonly WireRecord[],
  fields: Partial<RecordBatch> = {},
): RecordBatch {
  return {
    baseOffset: records[0]?.offset ?? 0,
    lastOffset: records.at(-1)?.offset ?? 0,
    leaderEpoch: 5,
    producerId: -1,
    producerEpoch: -1,
    baseSequence: -1,
    isTransactional: false,
    control: null,
    records,
    ...fields,
  }
}

/** The end of a transaction of that producer. */
export function markerAt(
  offset: number,
  control: 'commit' | 'abort',
  producerId: number,
): RecordBatch {
  const fields = { baseOffset: offset, lastOffset: offset, control, producerId, producerEpoch: 0 }
  return batchOf([], { ...fields, isTransactional: true })
}
