/**
 * Every API that is spoken, in order of Kafka's keys: the one place where an API is registered.
 *
 * Behaviour: versions from those that clients of 2019 ask for (sarama 1.22, kafka-python 2.0) to
 * those that clients of today cannot do without; kafkajs picks of them what it would pick with any
 * broker of our days. Versions from which on topics go by ids are not offered.
 * Left out: the APIs of C.10 that only administrators of a cluster use (AlterConfigs, ACLs,
 * reassignments): clients are told that there is no such API.
 * Source: reference C.10.
 */
import type { ApiVersionRange } from '../wire/apis/18-api-versions.ts'
import type { Codecs } from '../wire/decode-request.ts'
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
import { saslHandshake } from './apis/17-sasl-handshake.ts'
import { apiVersions } from './apis/18-api-versions.ts'
import { createTopics } from './apis/19-create-topics.ts'
import { deleteTopics } from './apis/20-delete-topics.ts'
import { deleteRecords } from './apis/21-delete-records.ts'
import { initProducerId } from './apis/22-init-producer-id.ts'
import { addPartitionsToTxn } from './apis/24-add-partitions-to-txn.ts'
import { addOffsetsToTxn } from './apis/25-add-offsets-to-txn.ts'
import { endTxn } from './apis/26-end-txn.ts'
import { txnOffsetCommit } from './apis/28-txn-offset-commit.ts'
import { describeConfigs } from './apis/32-describe-configs.ts'
import { saslAuthenticate } from './apis/36-sasl-authenticate.ts'
import { createPartitions } from './apis/37-create-partitions.ts'
import { deleteGroups } from './apis/42-delete-groups.ts'
import { offsetDelete } from './apis/47-offset-delete.ts'
import type { BrokerApi } from './broker-api.ts'

/** In the order of their keys. */
export const apis: readonly BrokerApi[] = [
  produce,
  fetch,
  listOffsets,
  metadata,
  offsetCommit,
  offsetFetch,
  findCoordinator,
  joinGroup,
  heartbeat,
  leaveGroup,
  syncGroup,
  describeGroups,
  listGroups,
  saslHandshake,
  apiVersions(() => spokenVersions),
  createTopics,
  deleteTopics,
  deleteRecords,
  initProducerId,
  addPartitionsToTxn,
  addOffsetsToTxn,
  endTxn,
  txnOffsetCommit,
  describeConfigs,
  saslAuthenticate,
  createPartitions,
  deleteGroups,
  offsetDelete,
]

/** The codecs by the keys of their APIs. */
export const codecs: Codecs = new Map(apis.map(({ codec }) => [codec.key, codec]))

/** What to tell clients that this broker speaks, in order of the keys. */
export const spokenVersions: readonly ApiVersionRange[] = apis.map(
  ({ codec: { key, minVersion, maxVersion } }) => ({ apiKey: key, minVersion, maxVersion }),
)

const byKey: ReadonlyMap<number, BrokerApi> = new Map(apis.map((api) => [api.codec.key, api]))

/** The API of that key, which is spoken. */
export function apiOf(key: number): BrokerApi {
  const api = byKey.get(key)
  if (api === undefined) throw new Error(`no API has the key ${key}`)
  return api
}
