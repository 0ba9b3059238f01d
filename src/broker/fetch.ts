/**
 * Fetch answers: the records of the model's logs as record batches.
 *
 * Behaviour: records of one kind and producer that stand side by side are one batch; control
 * records are batches of their own; where compaction took the last records of a batch, its last
 * offset still names them. With read_committed the aborted transactions are listed for the client
 * to skip. A partition's answer is cut at its `partitionMaxBytes`, but never to nothing.
 * Left out: compression; the limit of the whole answer (`maxBytes`).
 * Source: reference A.2.4, C.2, C.10; `DefaultRecordBatch`,
 * `UnifiedLog.collectAbortedTransactions`.
 */

import type { App } from '../kafkajs/app/app.ts'
import { findPartition, type LogRecord, type PartitionLog } from '../model/cluster/partition-log.ts'
import type { FetchedPartition } from '../model/network/client-responses.ts'
import type { ResponseOf } from '../model/network/requests.ts'
import type { AbortedTransaction } from '../wire/apis/01-fetch.ts'
import { encodeRecordBatch, type RecordBatch } from '../wire/record-batch.ts'
import type { WireRequestOf, WireResponse } from './apis.ts'
import { byTopic } from './by-topic.ts'
import { contentOf } from './contents.ts'
import { numberOf } from './errors.ts'
import type { Flight } from './flight.ts'

/** The answer on the wire. */
export function fetchResponse(
  flight: Flight,
  { api, partitions }: ResponseOf<'Fetch'>,
): WireResponse {
  const request = flight.request as WireRequestOf<'Fetch'>
  const { cluster } = flight.app.simulation.world
  return {
    api,
    errorCode: 0,
    sessionId: 0,
    responses: byTopic(partitions).map(({ topic, partitions: indexes }) => ({
      topic,
      partitions: indexes.map((index) => {
        const read = partitions.find((p) => p.topic === topic && p.partition === index)
        if (read === undefined) throw new Error(`${topic}-${index} was not read`)
        const log = findPartition(cluster, topic, index)
        return partitionResult(flight.app, request, read, log)
      }),
    })),
  }
}

function partitionResult(
  app: App,
  request: WireRequestOf<'Fetch'>,
  read: FetchedPartition,
  log: PartitionLog | undefined,
) {
  const committedOnly = request.isolationLevel === 1
  const records = log === undefined ? [] : within(app, log, read.records, maxBytesOf(request, read))
  return {
    partitionIndex: read.partition,
    errorCode: numberOf(read.error),
    highWatermark: read.highWatermark,
    lastStableOffset: read.lastStableOffset,
    logStartOffset: read.logStart,
    abortedTransactions: committedOnly && log !== undefined ? aborted(records, log) : null,
    preferredReadReplica: -1,
    records: log === undefined ? null : encode(app, records, log),
  }
}

function maxBytesOf({ topics }: WireRequestOf<'Fetch'>, read: FetchedPartition): number {
  const topic = topics.find((entry) => entry.topic === read.topic)
  const asked = topic?.partitions.find(({ partition }) => partition === read.partition)
  return asked?.partitionMaxBytes ?? Number.POSITIVE_INFINITY
}

/** What a batch and a record take besides their key and value, roughly, in bytes. */
const overheadBytes = 70

function within(
  app: App,
  log: PartitionLog,
  records: readonly LogRecord[],
  maxBytes: number,
): readonly LogRecord[] {
  let bytes = 0
  for (const [i, record] of records.entries()) {
    const { key, value } = contentOf(app, log, record)
    bytes += overheadBytes + (key?.length ?? 0) + (value?.length ?? 0)
    if (i > 0 && bytes > maxBytes) return records.slice(0, i)
  }
  return records
}

function encode(app: App, records: readonly LogRecord[], log: PartitionLog): Buffer {
  const batches: Buffer[] = []
  for (let from = 0; from < records.length; ) {
    let to = from + 1
    while (to < records.length && isSameBatch(records[to - 1], records[to])) to++
    batches.push(encodeRecordBatch(batchOf(app, records.slice(from, to), log)))
    from = to
  }
  return Buffer.concat(batches)
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

function batchOf(app: App, records: readonly LogRecord[], log: PartitionLog): RecordBatch {
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
    control: isControl ? (isAbortMarker(first, log) ? 'abort' : 'commit') : null,
    records: isControl
      ? []
      : records.map((record) => ({ ...contentOf(app, log, record), offset: record.offset })),
  }
}

/** The offset that comes after the record, or after the gap that compaction left behind it. */
function endOf({ offset }: LogRecord, log: PartitionLog): number {
  const next = log.records.find((record) => record.offset > offset)
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
  return log.records.findLast((record) => record.offset < offset)
}

function firstOfRun(record: LogRecord, log: PartitionLog): LogRecord {
  const earlier = before(record, log)
  return earlier?.type === record.type ? firstOfRun(earlier, log) : record
}

function isAbortMarker(control: LogRecord, log: PartitionLog): boolean {
  if (control.marker !== 'none') return control.marker === 'abort'
  return before(control, log)?.type === 'aborted'
}

function aborted(records: readonly LogRecord[], log: PartitionLog): AbortedTransaction[] {
  const found: AbortedTransaction[] = []
  for (const record of records) {
    if (record.type !== 'aborted') continue
    const producerId = producerOf(record, log)
    if (found.some((known) => known.producerId === producerId)) continue
    found.push({ producerId, firstOffset: record.offset })
  }
  return found
}
