/**
 * The answers of real brokers that say something of a process, from bytes.
 *
 * Behaviour: an API that is not here passes through as it is. Of those here exactly the versions
 * are offered to clients that can be read both ways. Aborted transactions, metadata of commits and
 * all else that no history needs is not looked at.
 * Source: the JSON files of apache/kafka's `clients/src/main/resources/common/message`, as the
 * files of `wire/apis` have them.
 */
import type { ProduceResponse } from '../../wire/apis/00-produce.ts'
import type { FetchResponse } from '../../wire/apis/01-fetch.ts'
import type { ListOffsetsResponse } from '../../wire/apis/02-list-offsets.ts'
import type { MetadataResponse } from '../../wire/apis/03-metadata.ts'
import type { OffsetFetchResponse } from '../../wire/apis/09-offset-fetch.ts'
import type { FindCoordinatorResponse } from '../../wire/apis/10-find-coordinator.ts'
import type { JoinGroupResponse } from '../../wire/apis/11-join-group.ts'
import type { HeartbeatResponse } from '../../wire/apis/12-heartbeat.ts'
import type { LeaveGroupResponse } from '../../wire/apis/13-leave-group.ts'
import type { SyncGroupResponse } from '../../wire/apis/14-sync-group.ts'
import type { InitProducerIdResponse } from '../../wire/apis/22-init-producer-id.ts'
import type { AddOffsetsToTxnResponse } from '../../wire/apis/25-add-offsets-to-txn.ts'
import type { EndTxnResponse } from '../../wire/apis/26-end-txn.ts'
import type { TopicResults } from '../../wire/apis/topics.ts'
import type { WireMessage } from '../../wire/codec.ts'
import type { Reader } from '../../wire/reader.ts'
import { formOf } from './answer-form.ts'

/** How the answers of one API are read. */
export interface AnswerReader<Response extends WireMessage = WireMessage> {
  readonly minVersion: number
  readonly maxVersion: number
  /** From which version on it has compact types and tagged fields. */
  readonly flexibleFrom: number
  /** Its body. */
  read(reader: Reader, version: number): Response
}

const never = Number.POSITIVE_INFINITY

function only<Response extends WireMessage>(
  version: number,
  read: (reader: Reader) => Response,
): AnswerReader<Response> {
  return { minVersion: version, maxVersion: version, flexibleFrom: never, read }
}

/** What most answers begin with. */
function throttled(reader: Reader): Reader {
  reader.int32()
  return reader
}

const produce = only<ProduceResponse>(7, (reader) => {
  const responses = reader.array((topic) => ({
    name: topic.string(),
    partitionResponses: topic.array((of) => ({
      index: of.int32(),
      errorCode: of.int16(),
      baseOffset: of.int64(),
      logAppendTimeMs: of.int64(),
      logStartOffset: of.int64(),
    })),
  }))
  throttled(reader)
  return { api: 'Produce', responses }
})

const fetch = only<FetchResponse>(11, (reader) => ({
  api: 'Fetch',
  errorCode: throttled(reader).int16(),
  sessionId: reader.int32(),
  responses: reader.array((topic) => ({
    topic: topic.string(),
    partitions: topic.array((of) => ({
      partitionIndex: of.int32(),
      errorCode: of.int16(),
      highWatermark: of.int64(),
      lastStableOffset: of.int64(),
      logStartOffset: of.int64(),
      abortedTransactions: of.nullableArray(readAborted),
      preferredReadReplica: of.int32(),
      records: of.nullableBytes(),
    })),
  })),
}))

function readAborted(reader: Reader) {
  return { producerId: reader.int64(), firstOffset: reader.int64() }
}

const listOffsets: AnswerReader<ListOffsetsResponse> = {
  ...{ minVersion: 3, maxVersion: 7, flexibleFrom: 6 },
  read: (reader, version) => {
    const form = formOf(version >= 6)
    const partition = (of: Reader) => ({
      partitionIndex: of.int32(),
      errorCode: of.int16(),
      timestamp: of.int64(),
      offset: of.int64(),
      leaderEpoch: version >= 4 ? of.int32() : -1,
    })
    const topics = form.array(throttled(reader), (of) => ({
      name: form.string(of),
      partitions: form.array(of, partition),
    }))
    return { api: 'ListOffsets', topics }
  },
}

const offsetFetch: AnswerReader<OffsetFetchResponse> = {
  ...{ minVersion: 4, maxVersion: 7, flexibleFrom: 6 },
  read: (reader, version) => {
    const form = formOf(version >= 6)
    const partition = (of: Reader) => ({
      partitionIndex: of.int32(),
      committedOffset: of.int64(),
      committedLeaderEpoch: version >= 5 ? of.int32() : -1,
      metadata: form.skippedString(of),
      errorCode: of.int16(),
    })
    const topics = form.array(throttled(reader), (of) => ({
      name: form.string(of),
      partitions: form.array(of, partition),
    }))
    return { api: 'OffsetFetch', topics, errorCode: reader.int16() }
  },
}

const metadata = only<MetadataResponse>(6, (reader) => ({
  api: 'Metadata',
  brokers: throttled(reader).array((of) => ({
    nodeId: of.int32(),
    host: of.string(),
    port: of.int32(),
    rack: of.nullableString(),
  })),
  clusterId: reader.nullableString(),
  controllerId: reader.int32(),
  topics: reader.array((topic) => ({
    errorCode: topic.int16(),
    name: topic.string(),
    isInternal: topic.boolean(),
    partitions: topic.array((of) => ({
      errorCode: of.int16(),
      partitionIndex: of.int32(),
      leaderId: of.int32(),
      replicaNodes: of.int32Array(),
      isrNodes: of.int32Array(),
      offlineReplicas: of.int32Array(),
    })),
  })),
}))

const findCoordinator = only<FindCoordinatorResponse>(2, (reader) => ({
  api: 'FindCoordinator',
  errorCode: throttled(reader).int16(),
  errorMessage: reader.nullableString(),
  nodeId: reader.int32(),
  host: reader.string(),
  port: reader.int32(),
}))

const joinGroup = only<JoinGroupResponse>(5, (reader) => ({
  api: 'JoinGroup',
  errorCode: throttled(reader).int16(),
  generationId: reader.int32(),
  protocolName: reader.string(),
  leader: reader.string(),
  memberId: reader.string(),
  members: reader.array((of) => ({
    memberId: of.string(),
    groupInstanceId: of.nullableString(),
    metadata: of.bytes(),
  })),
}))

const leaveGroup = only<LeaveGroupResponse>(3, (reader) => ({
  api: 'LeaveGroup',
  errorCode: throttled(reader).int16(),
  members: reader.array((of) => {
    const [memberId, groupInstanceId] = [of.string(), of.nullableString()]
    return { memberId, groupInstanceId, errorCode: of.int16() }
  }),
}))

const syncGroup = only<SyncGroupResponse>(3, (reader) => ({
  api: 'SyncGroup',
  errorCode: throttled(reader).int16(),
  assignment: reader.bytes(),
}))

const initProducerId = only<InitProducerIdResponse>(1, (reader) => ({
  api: 'InitProducerId',
  errorCode: throttled(reader).int16(),
  producerId: reader.int64(),
  producerEpoch: reader.int16(),
}))

/** Answers that are nothing but an error. */
type ErrorOnly = HeartbeatResponse | AddOffsetsToTxnResponse | EndTxnResponse

function errorOnly<Response extends ErrorOnly>(api: Response['api'], version: number) {
  return only(version, (reader) => ({ api, errorCode: throttled(reader).int16() }))
}

function errorsOf(reader: Reader): readonly TopicResults[] {
  return throttled(reader).array((topic) => ({
    name: topic.string(),
    partitions: topic.array((of) => ({ partitionIndex: of.int32(), errorCode: of.int16() })),
  }))
}

function errorsByTopic(api: 'OffsetCommit' | 'TxnOffsetCommit', version: number) {
  return only(version, (reader) => ({ api, topics: errorsOf(reader) }))
}

const addPartitionsToTxn = only(1, (reader) => {
  return { api: 'AddPartitionsToTxn', results: errorsOf(reader) }
})

/** By the keys of their APIs. */
export const answerReaders: ReadonlyMap<number, AnswerReader> = new Map<number, AnswerReader>([
  [0, produce],
  [1, fetch],
  [2, listOffsets],
  [3, metadata],
  [8, errorsByTopic('OffsetCommit', 5)],
  [9, offsetFetch],
  [10, findCoordinator],
  [11, joinGroup],
  [12, errorOnly<HeartbeatResponse>('Heartbeat', 3)],
  [13, leaveGroup],
  [14, syncGroup],
  [22, initProducerId],
  [24, addPartitionsToTxn],
  [25, errorOnly<AddOffsetsToTxnResponse>('AddOffsetsToTxn', 1)],
  [26, errorOnly<EndTxnResponse>('EndTxn', 1)],
  [28, errorsByTopic('TxnOffsetCommit', 1)],
])
