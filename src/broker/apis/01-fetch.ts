/**
 * Fetch: the records of the model's logs.
 *
 * Behaviour: with read_committed the aborted transactions are listed for the client to skip. An
 * answer is cut at its `maxBytes`, a partition's part at its `partitionMaxBytes`, but never to
 * nothing. No answer has more than 1 MB of records: a broker's `fetch.max.bytes`, usually 55 MB.
 * Source: reference C.10; KIP-541; `ReplicaManager.readFromLog`, `UnifiedLog.read`.
 */
import { fetchRule } from '../../model/cluster/fetch.ts'
import { maxBytesInSession } from '../../model/cluster/fetch-sessions.ts'
import {
  findPartition,
  type LogRecord,
  type PartitionLog,
} from '../../model/cluster/partition-log.ts'
import { sizeOf } from '../../model/cluster/read-partition.ts'
import type { FetchedPartition } from '../../model/network/client-responses.ts'
import { fetch as codec, type FetchRequest, type FetchResponse } from '../../wire/apis/01-fetch.ts'
import { abortedIn, contentOf, encodeBatches } from '../batches.ts'
import type { Asker, BrokerApi } from '../broker-api.ts'
import { byTopic } from '../by-topic.ts'
import { numberOf } from '../errors.ts'
import type { InFlight } from '../host.ts'

/** Of records in one answer: what slow readers leave unread has a bound. */
const answerBytesMax = 1024 * 1024

/** Fetch, between the wire and the model. */
export const fetch: BrokerApi<'Fetch', FetchRequest, FetchResponse> = {
  codec,
  rule: fetchRule,
  traced: true,
  toModel: (wire) => ({
    api: 'Fetch',
    ...sessionOf(wire),
    maxBytes: Math.min(wire.maxBytes, answerBytesMax),
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

/** What the cluster made by itself has its size only here. */
function within(
  client: Asker,
  log: PartitionLog,
  records: readonly LogRecord[],
  maxBytes: number,
): readonly LogRecord[] {
  let bytes = 0
  for (const [i, record] of records.entries()) {
    bytes += sizeOf(contentOf(client, log, record))
    if (i > 0 && bytes > maxBytes) return records.slice(0, i)
  }
  return records
}
