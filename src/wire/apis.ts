/**
 * Requests from bytes and responses to bytes, whatever their API.
 *
 * Behaviour: exactly the versions are offered that kafkajs 2.2.4 picks. A version of ApiVersions
 * that is not spoken is answered in version 0 with UNSUPPORTED_VERSION and the versions of
 * ApiVersions itself, so that the client can ask again; for every other refusal a broker closes the
 * connection.
 * Left out: the APIs of C.10 that only administrators of a cluster use (DeleteRecords,
 * AlterConfigs, ACLs, reassignments), and SASL: kafkajs is told that there is no such API.
 * Source: C.10; `RequestContext.parseRequest`, `ApiVersionsResponse` of apache/kafka (KIP-511).
 */
import { produce } from './apis/00-produce.ts'
import { fetch } from './apis/01-fetch.ts'
import { listOffsets } from './apis/02-list-offsets.ts'
import { metadata } from './apis/03-metadata.ts'
import { offsetCommit } from './apis/08-offset-commit.ts'
import { offsetFetch } from './apis/09-offset-fetch.ts'
import { findCoordinator } from './apis/10-find-coordinator.ts'
import { joinGroup } from './apis/11-join-group.ts'
import { heartbeat } from './apis/12-heartbeat.ts'
import { leaveGroup } from './apis/13-leave-group.ts'
import { syncGroup } from './apis/14-sync-group.ts'
import { describeGroups } from './apis/15-describe-groups.ts'
import { listGroups } from './apis/16-list-groups.ts'
import { apiVersionsCodec } from './apis/18-api-versions.ts'
import { createTopics } from './apis/19-create-topics.ts'
import { deleteTopics } from './apis/20-delete-topics.ts'
import { initProducerId } from './apis/22-init-producer-id.ts'
import { addPartitionsToTxn } from './apis/24-add-partitions-to-txn.ts'
import { addOffsetsToTxn } from './apis/25-add-offsets-to-txn.ts'
import { endTxn } from './apis/26-end-txn.ts'
import { txnOffsetCommit } from './apis/28-txn-offset-commit.ts'
import { describeConfigs } from './apis/32-describe-configs.ts'
import { createPartitions } from './apis/37-create-partitions.ts'
import { deleteGroups } from './apis/42-delete-groups.ts'
import type { Codec } from './codec.ts'
import { errorNumber } from './error-codes.ts'
import { type RequestHeader, readRequestHeader } from './frame.ts'
import { MalformedRequest } from './malformed-request.ts'
import type {
  ApiVersionRange,
  WireApi,
  WireRequest,
  WireResponse,
  WireResponseOf,
} from './messages.ts'
import { Reader } from './reader.ts'
import { Writer } from './writer.ts'

/** Every API that is spoken, by its name. */
export const codecs: { readonly [A in WireApi]: Codec<A> } = {
  Produce: produce,
  Fetch: fetch,
  ListOffsets: listOffsets,
  Metadata: metadata,
  OffsetCommit: offsetCommit,
  OffsetFetch: offsetFetch,
  FindCoordinator: findCoordinator,
  JoinGroup: joinGroup,
  Heartbeat: heartbeat,
  LeaveGroup: leaveGroup,
  SyncGroup: syncGroup,
  DescribeGroups: describeGroups,
  ListGroups: listGroups,
  ApiVersions: apiVersionsCodec,
  CreateTopics: createTopics,
  DeleteTopics: deleteTopics,
  InitProducerId: initProducerId,
  AddPartitionsToTxn: addPartitionsToTxn,
  AddOffsetsToTxn: addOffsetsToTxn,
  EndTxn: endTxn,
  TxnOffsetCommit: txnOffsetCommit,
  DescribeConfigs: describeConfigs,
  CreatePartitions: createPartitions,
  DeleteGroups: deleteGroups,
}

type AnyCodec = (typeof codecs)[WireApi]

const codecsByKey: ReadonlyMap<number, AnyCodec> = new Map(
  Object.values(codecs).map((codec) => [codec.key, codec]),
)

/** What to tell kafkajs that this broker speaks, in order of the keys. */
export const apiVersions: readonly ApiVersionRange[] = Object.values(codecs).map(rangeOf)

/** A request that was understood. */
export interface DecodedRequest extends RequestHeader {
  readonly kind: 'request'
  readonly request: WireRequest
}

/** A version of ApiVersions that is not spoken: send `response`, the connection stays. */
export interface UnsupportedApiVersions extends RequestHeader {
  readonly kind: 'unsupported-api-versions'
  readonly response: Buffer
}

/** An API, or a version of one, that is not spoken: close the connection. */
export interface UnsupportedRequest extends RequestHeader {
  readonly kind: 'unknown-api' | 'unsupported-version'
}

/** Bytes that are no request: close the connection. */
export interface MalformedFrame {
  readonly kind: 'malformed'
  readonly reason: string
}

/** What a frame turns out to be. */
export type Decoded = DecodedRequest | UnsupportedApiVersions | UnsupportedRequest | MalformedFrame

/** Reads a frame (without its size). Bytes in the result are views of the frame. Never throws. */
export function decodeRequest(frame: Buffer): Decoded {
  try {
    return decode(frame)
  } catch (error) {
    if (error instanceof MalformedRequest) return { kind: 'malformed', reason: error.message }
    throw error
  }
}

function decode(frame: Buffer): Decoded {
  const reader = new Reader(frame)
  const header = readRequestHeader(reader)
  const { apiVersion } = header
  const codec = codecsByKey.get(header.apiKey)
  if (codec === undefined) return { kind: 'unknown-api', ...header }
  if (apiVersion < codec.minVersion || apiVersion > codec.maxVersion) {
    if (codec.api !== 'ApiVersions') return { kind: 'unsupported-version', ...header }
    const response = refuseApiVersions(header.correlationId)
    return { kind: 'unsupported-api-versions', ...header, response }
  }
  const request = codec.decode(reader)
  reader.end()
  return { kind: 'request', ...header, request }
}

/** Writes a response as a whole frame, to a request of that version and correlation id. */
export function encodeResponse(
  apiVersion: number,
  correlationId: number,
  response: WireResponse,
): Buffer {
  const writer = new Writer()
  writer.int32(0)
  writer.int32(correlationId)
  encodeBody(writer, response.api, response, apiVersion)
  writer.patchInt32(0, writer.length - 4)
  return writer.finish()
}

/** Generic, so that the compiler sees codec and response to be of one API. */
function encodeBody<A extends WireApi>(
  writer: Writer,
  api: A,
  response: WireResponseOf<A>,
  version: number,
): void {
  codecs[api].encode(writer, response, version)
}

function refuseApiVersions(correlationId: number): Buffer {
  return encodeResponse(0, correlationId, {
    api: 'ApiVersions',
    errorCode: errorNumber('UNSUPPORTED_VERSION'),
    apiKeys: [rangeOf(codecs.ApiVersions)],
  })
}

function rangeOf({ key, minVersion, maxVersion }: AnyCodec): ApiVersionRange {
  return { apiKey: key, minVersion, maxVersion }
}
