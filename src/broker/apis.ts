/** Every API that is spoken, by its name. */
import { produce } from '../wire/apis/00-produce.ts'
import { fetch } from '../wire/apis/01-fetch.ts'
import { listOffsets } from '../wire/apis/02-list-offsets.ts'
import { metadata } from '../wire/apis/03-metadata.ts'
import { offsetCommit } from '../wire/apis/08-offset-commit.ts'
import { offsetFetch } from '../wire/apis/09-offset-fetch.ts'
import { findCoordinator } from '../wire/apis/10-find-coordinator.ts'
import { joinGroup } from '../wire/apis/11-join-group.ts'
import { heartbeat } from '../wire/apis/12-heartbeat.ts'
import { leaveGroup } from '../wire/apis/13-leave-group.ts'
import { syncGroup } from '../wire/apis/14-sync-group.ts'
import { describeGroups } from '../wire/apis/15-describe-groups.ts'
import { listGroups } from '../wire/apis/16-list-groups.ts'
import { type ApiVersionRange, apiVersions } from '../wire/apis/18-api-versions.ts'
import { createTopics } from '../wire/apis/19-create-topics.ts'
import { deleteTopics } from '../wire/apis/20-delete-topics.ts'
import { initProducerId } from '../wire/apis/22-init-producer-id.ts'
import { addPartitionsToTxn } from '../wire/apis/24-add-partitions-to-txn.ts'
import { addOffsetsToTxn } from '../wire/apis/25-add-offsets-to-txn.ts'
import { endTxn } from '../wire/apis/26-end-txn.ts'
import { txnOffsetCommit } from '../wire/apis/28-txn-offset-commit.ts'
import { describeConfigs } from '../wire/apis/32-describe-configs.ts'
import { createPartitions } from '../wire/apis/37-create-partitions.ts'
import { deleteGroups } from '../wire/apis/42-delete-groups.ts'
import type { AnyCodec } from '../wire/codec.ts'
import type { Codecs } from '../wire/decode-request.ts'

const table = {
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
  ApiVersions: apiVersions,
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

/** The name of an API that is spoken. */
export type WireApi = keyof typeof table

/** The request of one API. */
export type WireRequestOf<A extends WireApi> = ReturnType<(typeof table)[A]['decode']>

/** The response of one API. */
export type WireResponseOf<A extends WireApi> = Parameters<(typeof table)[A]['encode']>[1]

/** Any request. */
export type WireRequest = { [A in WireApi]: WireRequestOf<A> }[WireApi]

/** Any response. */
export type WireResponse = { [A in WireApi]: WireResponseOf<A> }[WireApi]

/** The codec of an API. */
export function codecOf(api: WireApi): AnyCodec {
  return table[api]
}

/** The codecs by the keys of their APIs. */
export const codecs: Codecs = new Map(Object.values(table).map((codec) => [codec.key, codec]))

/** What to tell clients that this broker speaks, in order of the keys. */
export const spokenVersions: readonly ApiVersionRange[] = Object.values(table).map(
  ({ key, minVersion, maxVersion }) => ({ apiKey: key, minVersion, maxVersion }),
)
