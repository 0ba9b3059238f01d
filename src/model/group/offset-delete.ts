/**
 * OffsetDelete (key 47).
 *
 * Behaviour: partitions that a broker does not know are UNKNOWN_TOPIC_OR_PARTITION, those of topics
 * to which a consumer group subscribes GROUP_SUBSCRIBED_TO_TOPIC; of all others what is committed
 * goes, and what transactions under way have pending. A group with members of another protocol type
 * is NON_EMPTY_GROUP. What a group subscribes to is what its members said when the last join phase
 * ended. An Empty group that has nothing left is forgotten by brokers of 3.9. The group that a run
 * is judged by keeps its offsets: GROUP_AUTHORIZATION_FAILED.
 * Left out: the wait until the deletion is replicated.
 * Source: `OffsetMetadataManager.deleteOffsets`, `ClassicGroup.validateOffsetDelete`,
 * `isSubscribedToTopic`, `KafkaApis.handleOffsetDeleteRequest`; for 3.9
 * `GroupCoordinator.handleDeleteOffsets`; real brokers answer so, see `conformance/`.
 */
import { isBroker39 } from '../cluster/broker-version.ts'
import type { Cluster, Ports } from '../cluster/cluster.ts'
import { findCommitted, hasOffsets, replicateLog } from '../cluster/offsets-log.ts'
import type { OffsetsTopic } from '../cluster/offsets-topic-state.ts'
import { findPartition } from '../cluster/partition-log.ts'
import { forgetPending, hasUndecided } from '../cluster/pending-offsets.ts'
import type { KafkaErrorCode } from '../errors.ts'
import type { RequestOf, ResponseOf } from '../network/requests.ts'
import type { Rule } from '../network/rule.ts'
import { groupId as watched } from '../scenario.ts'
import type { TopicPartition } from '../topic-partition.ts'
import { consumerProtocol, findGroup, type Group } from './group.ts'
import { removeGroup } from './restore-groups.ts'

declare module '../network/requests.ts' {
  interface WireOnlyApis {
    OffsetDelete: {
      request: {
        readonly api: 'OffsetDelete'
        readonly groupId: string
        readonly partitions: readonly TopicPartition[]
      }
      response: {
        readonly api: 'OffsetDelete'
        /** Of the whole request, or of the first partition that is refused. */
        readonly error: KafkaErrorCode
        /** One per partition; absent: the whole request is refused. */
        readonly each?: readonly KafkaErrorCode[]
      }
    }
  }
}

function offsetDelete(
  cluster: Cluster,
  ports: Ports,
  { groupId, partitions }: RequestOf<'OffsetDelete'>,
): ResponseOf<'OffsetDelete'> {
  const { offsets } = cluster
  const group = findGroup(cluster.groups, groupId)
  const error = refusal(cluster, group, groupId)
  if (group === null || error !== 'NONE') return { api: 'OffsetDelete', error }
  const each = partitions.map((place) => errorOf(cluster, group, place))
  const deleted = partitions.filter((_, i) => each[i] === 'NONE')
  if (deleted.length > 0) {
    const is39 = isBroker39(cluster)
    const written = is39 ? deleted.filter((one) => isCommitted(offsets, groupId, one)) : deleted
    if (written.length > 0) {
      offsets.log.push({ kind: 'offsets-deleted', groupId, partitions: written })
    }
    for (const { topic, partition } of deleted) {
      forgetPending(offsets, groupId, null, topic, partition)
    }
    replicateLog(offsets, ports)
    if (is39) forgetIfNothingIsLeft(cluster, ports, group)
  }
  return { api: 'OffsetDelete', error: each.find((one) => one !== 'NONE') ?? 'NONE', each }
}

/** Brokers of 3.9 write nothing of what is pending only: the next coordinator has it again. */
function isCommitted(
  offsets: OffsetsTopic,
  groupId: string,
  { topic, partition }: TopicPartition,
): boolean {
  return findCommitted(offsets, groupId, topic, partition) !== null
}

/** A transaction under way keeps the group there, also when what it has pending was deleted. */
function forgetIfNothingIsLeft(cluster: Cluster, ports: Ports, { groupId, status }: Group): void {
  const { offsets } = cluster
  if (status !== 'Empty' || hasOffsets(offsets, groupId)) return
  if (hasUndecided(offsets, groupId)) return
  offsets.log.push({ kind: 'group-deleted', groupId })
  replicateLog(offsets, ports)
  removeGroup(cluster, groupId)
}

function refusal(cluster: Cluster, group: Group | null, groupId: string): KafkaErrorCode {
  if (groupId === watched) return 'GROUP_AUTHORIZATION_FAILED'
  if (cluster.offsets.loading) return 'COORDINATOR_LOAD_IN_PROGRESS'
  if (group === null || group.status === 'Dead') return 'GROUP_ID_NOT_FOUND'
  if (group.status === 'Empty' || group.protocolType === consumerProtocol) return 'NONE'
  return 'NON_EMPTY_GROUP'
}

function errorOf(cluster: Cluster, group: Group, { topic, partition }: TopicPartition) {
  if (findPartition(cluster, topic, partition) === undefined) return 'UNKNOWN_TOPIC_OR_PARTITION'
  if (group.status === 'Empty') return 'NONE'
  // Before the first join phase has ended nobody knows, and the group may well subscribe to it.
  const isSubscribed = group.subscribed === null || group.subscribed.includes(topic)
  return isSubscribed ? 'GROUP_SUBSCRIBED_TO_TOPIC' : 'NONE'
}

/** The rule of OffsetDelete. */
export const offsetDeleteRule: Rule<'OffsetDelete'> = {
  api: 'OffsetDelete',
  key: 47,
  coordinator: 'group',
  changes: 'group',
  refuse: (_request, error) => ({ api: 'OffsetDelete', error }),
  handle: (cluster, ports, _broker, request) => offsetDelete(cluster, ports, request),
  count: 'errors',
}
