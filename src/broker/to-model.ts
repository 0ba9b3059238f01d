/**
 * What a request on the wire asks of the cluster, as a request of the model.
 *
 * Null: the wire answers it by itself (`local.ts`), for it asks about several things of which the
 * model's request asks about one, or about nothing that the model knows.
 */

import type { App } from '../kafkajs/app/app.ts'
import type { CommitEntry } from '../model/network/client-requests.ts'
import type { Request } from '../model/network/requests.ts'
import type { TopicPartition } from '../model/topic-partition.ts'
import type { CommitTopic } from '../wire/apis/topics.ts'
import { decodeAssignment, decodeSubscription } from '../wire/consumer-protocol.ts'
import { MalformedRequest } from '../wire/malformed-request.ts'
import type { WireRequest, WireRequestOf } from './apis.ts'
import { groupOf } from './group-names.ts'
import type { WireMetadata } from './member-metadata.ts'
import { produceRequest } from './produce.ts'

/** The model's request; `commit` is the number of a commit in the history. */
export function toModel(app: App, wire: WireRequest, commit: number): Request | null {
  const group = (name: string) => groupOf(app.simulation, name)
  switch (wire.api) {
    case 'FindCoordinator': {
      const keyType = wire.keyType === 0 ? 'group' : 'transaction'
      return { api: wire.api, keyType, key: keyType === 'group' ? group(wire.key) : wire.key }
    }
    case 'JoinGroup':
      return joinGroup(app, wire)
    case 'SyncGroup':
      return {
        api: wire.api,
        ...memberOf(wire),
        groupId: group(wire.groupId),
        assignments: wire.assignments.map(({ memberId, assignment }) => ({
          memberId,
          partitions: partitionsOf(assignment),
        })),
      }
    case 'Heartbeat':
      return { api: wire.api, ...memberOf(wire), groupId: group(wire.groupId) }
    case 'LeaveGroup': {
      const { memberId = '', groupInstanceId = null } = wire.members[0] ?? {}
      return { api: wire.api, groupId: group(wire.groupId), memberId, groupInstanceId }
    }
    case 'OffsetCommit':
      return {
        api: wire.api,
        groupId: group(wire.groupId),
        generation: wire.generationId,
        memberId: wire.memberId,
        groupInstanceId: null,
        offsets: commitEntries(wire.topics),
        commit,
      }
    case 'OffsetFetch':
      return {
        api: wire.api,
        groupId: group(wire.groupId),
        partitions: wire.topics === null ? allPartitions(app) : wire.topics.flatMap(placesOf),
        requireStable: false,
      }
    case 'Fetch':
      return fetch(wire)
    case 'Produce':
      return produceRequest(wire)
    default:
      return transactional(app, wire, commit)
  }
}

function transactional(app: App, wire: WireRequest, commit: number): Request | null {
  switch (wire.api) {
    case 'InitProducerId':
    case 'EndTxn':
      return wire
    case 'AddPartitionsToTxn': {
      const { api, transactionalId, producerId, producerEpoch } = wire
      const partitions = wire.topics.flatMap(({ name, partitions: indexes }) =>
        indexes.map((partition) => ({ topic: name, partition })),
      )
      return { api, transactionalId, producerId, producerEpoch, partitions }
    }
    case 'AddOffsetsToTxn':
      return { ...wire, groupId: groupOf(app.simulation, wire.groupId) }
    case 'TxnOffsetCommit': {
      const { api, transactionalId, producerId, producerEpoch } = wire
      return {
        ...{ api, transactionalId, producerId, producerEpoch, commit },
        groupId: groupOf(app.simulation, wire.groupId),
        generation: -1,
        memberId: '',
        groupInstanceId: null,
        offsets: commitEntries(wire.topics),
      }
    }
    default:
      return null
  }
}

interface WireMember {
  readonly generationId: number
  readonly memberId: string
  readonly groupInstanceId: string | null
}

function memberOf({ generationId, memberId, groupInstanceId }: WireMember) {
  return { generation: generationId, memberId, groupInstanceId }
}

function joinGroup(app: App, wire: WireRequestOf<'JoinGroup'>): Request {
  const { memberId, groupInstanceId, sessionTimeoutMs, rebalanceTimeoutMs } = wire
  return {
    ...{ api: wire.api, memberId, groupInstanceId, sessionTimeoutMs, rebalanceTimeoutMs },
    clientId: app.name,
    groupId: groupOf(app.simulation, wire.groupId),
    protocols: wire.protocols.map(({ name, metadata }) => {
      const topics = topicsOf(metadata)
      const known: WireMetadata = { topics, owned: [], generation: -1, bytes: metadata }
      return { name, metadata: known }
    }),
  }
}

/** The broker does not look inside; a user's own assignor may have written anything. */
function topicsOf(metadata: Buffer): readonly string[] {
  try {
    return decodeSubscription(metadata).topics
  } catch (error) {
    if (error instanceof MalformedRequest) return []
    throw error
  }
}

function fetch(wire: WireRequestOf<'Fetch'>): Request {
  return {
    api: 'Fetch',
    isolation: wire.isolationLevel === 1 ? 'read_committed' : 'read_uncommitted',
    partitions: wire.topics.flatMap(({ topic, partitions }) =>
      partitions.map(({ partition, fetchOffset, currentLeaderEpoch }) => ({
        ...{ topic, partition, currentLeaderEpoch },
        offset: fetchOffset,
      })),
    ),
  }
}

/** The partitions that a leader's assignment names. */
export function partitionsOf(assignment: Buffer): TopicPartition[] {
  if (assignment.length === 0) return []
  return decodeAssignment(assignment).topics.flatMap(({ topic, partitions }) =>
    partitions.map((partition) => ({ topic, partition })),
  )
}

function placesOf(topic: {
  readonly name: string
  readonly partitionIndexes: readonly number[]
}): TopicPartition[] {
  return topic.partitionIndexes.map((partition) => ({ topic: topic.name, partition }))
}

function allPartitions(app: App): TopicPartition[] {
  return app.simulation.world.cluster.partitions.map(({ topic, partition }) => ({
    topic,
    partition,
  }))
}

function commitEntries(topics: readonly CommitTopic[]): CommitEntry[] {
  return topics.flatMap(({ name, partitions }) =>
    partitions.map(({ partitionIndex, committedOffset, committedMetadata }) => ({
      topic: name,
      partition: partitionIndex,
      offset: committedOffset,
      leaderEpoch: -1,
      metadata: committedMetadata ?? '',
    })),
  )
}
