/**
 * Writing to a partition: what producers upstream of the group do.
 *
 * Behaviour: a record takes the next offset under the current leader epoch, is replicated at once
 * (the high watermark is the log end) and wakes the fetches that wait for it. A transaction of a
 * producer takes one more offset for its marker; while it is open, the last stable offset stays
 * below its first record. Whether it will be aborted is settled when it begins, because the
 * history says so of each record when it is written.
 *
 * Left out: the producers upstream themselves, their acks, retries and sequence numbers (those of
 * applications are in produce.ts). `acks=all` is the
 * rule; a record with `replicated: false` waits above the high watermark for `replicate`.
 *
 * Source: reference A.2.4, A.12; `Partition.appendRecordsToLeader`, `UnifiedLog`.
 */
import { assert, defined } from '../assert.ts'
import { epochMs, type RecordPayload } from '../network/records.ts'
import type { TopicPartitionOffset } from '../topic-partition.ts'
import type { Cluster, Ports } from './cluster.ts'
import { answerReadyFetches } from './fetch.ts'
import {
  type LogRecord,
  type PartitionLog,
  type UpstreamTransaction,
  updateLastStableOffset,
} from './partition-log.ts'

/** Who wrote a record, as the log remembers it. */
export interface Writer {
  readonly producerId: number
  readonly producerEpoch: number
  readonly transactional: boolean
}

const plainUpstream: Writer = { producerId: -1, producerEpoch: -1, transactional: false }
const transactionalUpstream: Writer = { producerId: -1, producerEpoch: -1, transactional: true }

export interface AppendOptions {
  /** False: the record stays above the high watermark until `replicate`. */
  readonly replicated?: boolean
  /** The first offset of the open transaction that the record belongs to. */
  readonly upstream?: number
}

/** Writes one data record and returns its offset. */
export function appendRecord(
  cluster: Cluster,
  ports: Ports,
  log: PartitionLog,
  options?: AppendOptions,
): number {
  const upstream = options?.upstream
  const aborted = upstream !== undefined && openTransaction(log, upstream).aborted
  const writer = upstream === undefined ? plainUpstream : transactionalUpstream
  const type = aborted ? 'aborted' : 'data'
  const offset = writeRecord(log, type, writer, null, 'none', epochMs + ports.now())
  emitProduced(ports, log, offset, aborted)
  if (options?.replicated !== false) replicate(cluster, ports, log)
  return offset
}

/** The in-sync replicas have copied everything: the high watermark moves to the log end. */
export function replicate(cluster: Cluster, ports: Ports, log: PartitionLog): void {
  log.highWatermark = log.logEnd
  if (log.unreplicated > 0) tellHandedOn(cluster, ports, log)
  updateLastStableOffset(log)
  answerReadyFetches(cluster, ports, log)
}

/** Only now nothing but an unclean election can take the records away again. */
function tellHandedOn({ retryTopics }: Cluster, ports: Ports, log: PartitionLog): void {
  const { records, topic: toTopic, partition: toPartition } = log
  const comesBack = retryTopics.includes(toTopic)
  for (let i = records.length - log.unreplicated; i < records.length; i++) {
    const { offset: toOffset, payload } = records.at(i) as LogRecord
    if (payload?.copyOf === undefined) continue
    const to = { toTopic, toPartition, toOffset }
    if (comesBack) emitProduced(ports, log, toOffset, false, payload.copyOf)
    ports.emit({ kind: 'handed-on', time: ports.now(), ...payload.copyOf, ...to })
  }
  log.unreplicated = 0
}

/**
 * The next `offsets` offsets hold nothing: compaction has removed them. They open before the next
 * record, for the end of a log is never compacted (the active segment is left alone), and a log
 * that ended in a gap would leave a consumer waiting below the high watermark for ever.
 */
export function appendGap(log: PartitionLog, offsets: number): void {
  assert(offsets >= 0, 'a gap has no negative size')
  log.gapBeforeNext += offsets
}

/** Writes a transaction's marker, which takes an offset and holds no record for anybody. */
export function appendControl(
  cluster: Cluster,
  ports: Ports,
  log: PartitionLog,
  writer: Writer = transactionalUpstream,
  marker: 'commit' | 'abort' = 'commit',
  timestamp = epochMs + ports.now(),
): void {
  writeRecord(log, 'control', writer, null, marker, timestamp)
  replicate(cluster, ports, log)
}

/** A whole aborted transaction upstream: one record, and the marker. Returns the first offset. */
export function appendAborted(cluster: Cluster, ports: Ports, log: PartitionLog): number {
  const offset = beginUpstream(cluster, ports, log, true)
  endUpstream(cluster, ports, log, offset)
  return offset
}

/**
 * Opens a transaction upstream with its first record, whose offset is returned: the name under
 * which more records join it (`upstream` of `appendRecord`) and `endUpstream` ends it.
 */
export function beginUpstream(
  cluster: Cluster,
  ports: Ports,
  log: PartitionLog,
  aborted: boolean,
): number {
  const firstOffset = log.logEnd + log.gapBeforeNext
  log.upstream.push({ firstOffset, aborted })
  return appendRecord(cluster, ports, log, { upstream: firstOffset })
}

/**
 * Ends an open transaction upstream: writes its marker and lets the last stable offset go on. The
 * coordinator writes the marker even where an unclean election has cut the transaction away.
 */
export function endUpstream(
  cluster: Cluster,
  ports: Ports,
  log: PartitionLog,
  firstOffset: number,
): void {
  const index = log.upstream.findIndex((open) => open.firstOffset === firstOffset)
  const aborted = log.upstream[index]?.aborted === true
  if (index >= 0) log.upstream.splice(index, 1)
  appendControl(cluster, ports, log, transactionalUpstream, aborted ? 'abort' : 'commit')
}

function openTransaction(log: PartitionLog, firstOffset: number): UpstreamTransaction {
  const found = log.upstream.find((open) => open.firstOffset === firstOffset)
  return defined(found, `no open transaction upstream began at ${firstOffset}`)
}

/** Puts a record at the end of the log and returns its offset; it is not replicated yet. */
export function writeRecord(
  log: PartitionLog,
  type: LogRecord['type'],
  writer: Writer,
  payload: RecordPayload | null,
  marker: LogRecord['marker'],
  timestamp = payload?.timestamp ?? epochMs,
): number {
  const offset = log.logEnd + log.gapBeforeNext
  const key = type === 'control' ? '' : `${log.topic}-${log.partition}-${log.recordsWritten++}`
  log.records.push({
    offset,
    type,
    key,
    leaderEpoch: log.leaderEpoch,
    payload,
    producerId: writer.producerId,
    producerEpoch: writer.producerEpoch,
    timestamp,
    transactional: writer.transactional,
    marker,
  })
  log.logEnd = offset + 1
  log.gapBeforeNext = 0
  return offset
}

/** Tells the history of a record; to be called for the topic that it tells of. */
export function emitProduced(
  ports: Ports,
  log: PartitionLog,
  offset: number,
  aborted: boolean,
  of?: TopicPartitionOffset,
): void {
  const { topic, partition } = log
  const copyOf = of && { topic: of.topic, partition: of.partition, offset: of.offset }
  ports.emit({
    ...{ kind: 'produced', time: ports.now(), topic, partition, offset, aborted },
    ...(copyOf === undefined ? {} : { copyOf }),
  })
}
