/**
 * The records of the model's logs as record batches.
 *
 * Behaviour: records of one kind and producer that stand side by side are one batch; control
 * records are batches of their own; where compaction took the last records of a batch, its last
 * offset still names them.
 * Left out: compression.
 * Source: reference A.2.4, C.2, C.10; `DefaultRecordBatch`,
 * `UnifiedLog.collectAbortedTransactions`.
 */
import {
  indexAtOrAbove,
  type LogRecord,
  type PartitionLog,
} from '../model/cluster/partition-log.ts'
import type { AbortedTransaction } from '../wire/apis/01-fetch.ts'
import { encodeRecordBatch, type RecordBatch } from '../wire/record-batch.ts'
import type { Asker, Content } from './broker-api.ts'

/** What a record holds: what an application's producer wrote, or what the client knows of it. */
export function contentOf(client: Asker, log: PartitionLog, record: LogRecord): Content {
  return record.payload === null ? client.contentOf(log, record) : (record.payload as Content)
}

/** The records as batches. */
export function encodeBatches(
  client: Asker,
  records: readonly LogRecord[],
  log: PartitionLog,
): Buffer {
  const batches: Buffer[] = []
  for (let from = 0; from < records.length; ) {
    let to = from + 1
    while (to < records.length && isSameBatch(records[to - 1], records[to])) to++
    batches.push(encodeRecordBatch(batchOf(client, records.slice(from, to), log)))
    from = to
  }
  const [only] = batches
  return only !== undefined && batches.length === 1 ? only : Buffer.concat(batches)
}

function isSameBatch(before: LogRecord | undefined, next: LogRecord | undefined): boolean {
  if (before === undefined || next === undefined || next.type === 'control') return false
  return (
    before.type === next.type &&
    before.producerId === next.producerId &&
    before.transactional === next.transactional &&
    before.leaderEpoch === next.leaderEpoch
  )
}

function batchOf(client: Asker, records: readonly LogRecord[], log: PartitionLog): RecordBatch {
  const [first] = records
  const last = records.at(-1)
  if (first === undefined || last === undefined) throw new Error('a batch has a record')
  const isControl = first.type === 'control'
  const producerId = producerOf(first, log)
  return {
    baseOffset: first.offset,
    lastOffset: endOf(last, log) - 1,
    leaderEpoch: first.leaderEpoch,
    producerId,
    producerEpoch: first.producerId < 0 ? (producerId < 0 ? -1 : 0) : first.producerEpoch,
    baseSequence: -1,
    isTransactional: first.transactional || first.type !== 'data',
    ...(isControl ? { controlTimestamp: first.timestamp } : {}),
    control: isControl ? (isAbortMarker(first, log) ? 'abort' : 'commit') : null,
    records: isControl
      ? []
      : records.map((record) => ({ ...contentOf(client, log, record), offset: record.offset })),
  }
}

/** The offset that comes after the record, or after the gap that compaction left behind it. */
function endOf({ offset }: LogRecord, log: PartitionLog): number {
  const next = log.records.at(indexAtOrAbove(log, offset + 1))
  return next === undefined ? offset + 1 : next.offset
}

/** Producers upstream have no number in the model; a transaction's first offset gives one. */
const upstreamProducers = 1_000_000

function producerOf(record: LogRecord, log: PartitionLog): number {
  if (record.producerId >= 0) return record.producerId
  if (record.type === 'data') return -1
  const run = record.type === 'control' ? before(record, log) : record
  if (run === undefined || run.type === 'control') return upstreamProducers + record.offset
  return upstreamProducers + firstOfRun(run, log).offset
}

function before({ offset }: LogRecord, log: PartitionLog): LogRecord | undefined {
  const index = indexAtOrAbove(log, offset)
  return index === 0 ? undefined : log.records.at(index - 1)
}

function firstOfRun(record: LogRecord, log: PartitionLog): LogRecord {
  let first = record
  for (let earlier = before(first, log); earlier?.type === record.type; ) {
    first = earlier
    earlier = before(first, log)
  }
  return first
}

function isAbortMarker(control: LogRecord, log: PartitionLog): boolean {
  if (control.marker !== 'none') return control.marker === 'abort'
  return before(control, log)?.type === 'aborted'
}

/** The transactions that were aborted, for a reader who skips their records. */
export function abortedIn(records: readonly LogRecord[], log: PartitionLog): AbortedTransaction[] {
  const found: AbortedTransaction[] = []
  for (const record of records) {
    if (record.type !== 'aborted') continue
    const producerId = producerOf(record, log)
    if (found.some((known) => known.producerId === producerId)) continue
    found.push({ producerId, firstOffset: record.offset })
  }
  return found
}
