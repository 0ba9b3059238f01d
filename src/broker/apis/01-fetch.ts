/**
 * Fetch: the records of the model's logs.
 *
 * Behaviour: with read_committed the aborted transactions are listed for the client to skip. A
 * partition's answer is cut at its `partitionMaxBytes`, but never to nothing.
 * Left out: the limit of the whole answer (`maxBytes`).
 * Source: reference C.10; `UnifiedLog.read`.
 */
import { fetchRule } from '../../model/cluster/fetch.ts'
import { maxBytesInSession } from '../../model/cluster/fetch-sessions.ts'
import {
  findPartition,
  type LogRecord,
  type PartitionLog,
} from '../../model/cluster/partition-log.ts'
import type { FetchedPartition } from '../../model/network/client-responses.ts'
import { fetch as codec, type FetchRequest, type FetchResponse } from '../../wire/apis/01-fetch.ts'
import { abortedIn, contentOf, encodeBatches } from '../batches.ts'
import type { Asker, BrokerApi } from '../broker-api.ts'
import { byTopic } from '../by-topic.ts'
import { numberOf } from '../errors.ts'
import type { InFlight } from '../host.ts'

/** Fetch, between the wire and the model. */
export const fetch: BrokerApi<'Fetch', FetchRequest, FetchResponse> = {
  codec,
  rule: fetchRule,
  traced: true,
  toModel: (wire) => ({
    api: 'Fetch',
    ...sessionOf(wire),
    isolation: wire.isolationLevel === 1 ? 'read_committed' : 'read_uncommitted',
    partitions: wire.topics.flatMap(({ topic, partitions }) =>
      partitions.map(({ partition, fetchOffset, currentLeaderEpoch, partitionMaxBytes }) => ({
        ...{ topic, partition, currentLeaderEpoch, offset: fetchOffset },
        maxBytes: partitionMaxBytes,
      })),
    ),
  }),
  toWire: ({ api, error, partitions, sessionId = noSession }, request, { cluster, client }) => ({
    api,
    errorCode: numberOf(error),
    sessionId,
    responses: byTopic(partitions).map(({ topic, partitions: indexes }) => ({
      topic,
      partitions: indexes.map((index) => {
        const read = partitions.find((p) => p.topic === topic && p.partition === index)
        if (read === undefined) throw new Error(`${topic}-${index} was not read`)
        const log = findPartition(cluster, topic, index)
        const maxBytes =
          maxBytesOf(request, read) ??
          maxBytesInSession(cluster, sessionId, read) ??
          Number.POSITIVE_INFINITY
        return partitionResult(client, request, { read, log, maxBytes })
      }),
    })),
  }),
}

/** How long a fetch waits at its broker for records, in milliseconds. */
export function fetchWaitMs({ request }: InFlight): number {
  return (request as FetchRequest).maxWaitMs
}

interface ReadPartition {
  readonly read: FetchedPartition
  readonly log: PartitionLog | undefined
  readonly maxBytes: number
}

function partitionResult(
  client: Asker,
  request: FetchRequest,
  { read, log, maxBytes }: ReadPartition,
) {
  const committedOnly = request.isolationLevel === 1
  const records = log === undefined ? [] : within(client, log, read.records, maxBytes)
  return {
    partitionIndex: read.partition,
    errorCode: numberOf(read.error),
    highWatermark: read.highWatermark,
    lastStableOffset: read.lastStableOffset,
    logStartOffset: read.logStart,
    abortedTransactions: committedOnly && log !== undefined ? abortedIn(records, log) : null,
    preferredReadReplica: -1,
    records: log === undefined ? null : encodeBatches(client, records, log),
  }
}

const noSession = 0
/** Of a request that names all that it wants. */
const sessionless = -1

function sessionOf({ sessionId, sessionEpoch, forgottenTopicsData }: FetchRequest) {
  if (sessionId === noSession && sessionEpoch === sessionless) return {}
  const forgotten = forgottenTopicsData.flatMap(({ topic, partitions }) =>
    partitions.map((partition) => ({ topic, partition })),
  )
  return { session: { id: sessionId, epoch: sessionEpoch, forgotten } }
}

function maxBytesOf({ topics }: FetchRequest, read: FetchedPartition): number | undefined {
  const topic = topics.find((entry) => entry.topic === read.topic)
  const asked = topic?.partitions.find(({ partition }) => partition === read.partition)
  return asked?.partitionMaxBytes
}

/** What a batch and a record take besides their key and value, roughly, in bytes. */
const overheadBytes = 70

function within(
  client: Asker,
  log: PartitionLog,
  records: readonly LogRecord[],
  maxBytes: number,
): readonly LogRecord[] {
  let bytes = 0
  for (const [i, record] of records.entries()) {
    const { key, value } = contentOf(client, log, record)
    bytes += overheadBytes + (key?.length ?? 0) + (value?.length ?? 0)
    if (i > 0 && bytes > maxBytes) return records.slice(0, i)
  }
  return records
}
