/**
 * A broker receives a request.
 *
 * Behaviour: requests of a group are answered NOT_COORDINATOR by every broker but the leader of the
 * group's partition of `__consumer_offsets`, requests of a transactional id by every broker but its
 * coordinator; what concerns one partition is judged by the partition's own leader.
 *
 * Left out: ApiVersions and authentication, which belong to the wire.
 *
 * Source: reference A.11, A.13, C.10; `KafkaApis`.
 */
import { heartbeat } from '../group/heartbeat.ts'
import { joinGroup } from '../group/join-group.ts'
import { leaveGroup } from '../group/leave-group.ts'
import { offsetCommit } from '../group/offset-commit.ts'
import { offsetFetch } from '../group/offset-fetch.ts'
import { syncGroup } from '../group/sync-group.ts'
import { txnOffsetCommit } from '../group/txn-offset-commit.ts'
import type { Request, Response } from '../network/requests.ts'
import { addOffsetsToTxn, addPartitionsToTxn } from '../transactions/add-to-txn.ts'
import { endTxn } from '../transactions/end-txn.ts'
import { initProducerId } from '../transactions/init-producer-id.ts'
import type { Cluster, Ports } from './cluster.ts'
import { errorResponse } from './error-response.ts'
import { fetch } from './fetch.ts'
import { findCoordinator, transactionCoordinator } from './find-coordinator.ts'
import { listOffsets } from './list-offsets.ts'
import { metadata } from './metadata.ts'
import { offsetsForLeaderEpoch } from './offsets-for-leader-epoch.ts'
import { produce } from './produce.ts'
import { createPartitions, createTopics, deleteTopics } from './topics.ts'

/**
 * Applies the request at the broker. Null: held; the answer comes later, through `ports.respond`
 * with the same ticket.
 */
export function handle(
  cluster: Cluster,
  ports: Ports,
  broker: number,
  request: Request,
  ticket: number,
): Response | null {
  if (broker !== coordinatorOf(cluster, request, broker)) {
    return errorResponse(request, 'NOT_COORDINATOR')
  }
  switch (request.api) {
    case 'Metadata':
      return metadata(cluster)
    case 'FindCoordinator':
      return findCoordinator(cluster, request)
    case 'JoinGroup':
      cluster.membershipVersion++
      return joinGroup(cluster, ports, request, ticket)
    case 'SyncGroup':
      cluster.membershipVersion++
      return syncGroup(cluster, ports, request, ticket)
    case 'Heartbeat':
      return heartbeat(cluster, ports, request, ticket)
    case 'LeaveGroup':
      cluster.membershipVersion++
      return leaveGroup(cluster, ports, request, ticket)
    case 'OffsetCommit':
      return offsetCommit(cluster, ports, request, ticket)
    case 'OffsetFetch':
      return offsetFetch(cluster, ports, request, ticket)
    case 'TxnOffsetCommit':
      return txnOffsetCommit(cluster, ports, request, ticket)
    case 'ListOffsets':
      return listOffsets(cluster, broker, request)
    case 'OffsetsForLeaderEpoch':
      return offsetsForLeaderEpoch(cluster, broker, request)
    case 'Fetch':
      return fetch(cluster, broker, request, ticket)
    case 'InitProducerId':
      return initProducerId(cluster, ports, request)
    case 'AddPartitionsToTxn':
      return addPartitionsToTxn(cluster, ports, request)
    case 'AddOffsetsToTxn':
      return addOffsetsToTxn(cluster, ports, request)
    case 'EndTxn':
      return endTxn(cluster, ports, request)
    case 'Produce':
      return produce(cluster, ports, broker, request)
    case 'CreateTopics':
      return createTopics(cluster, request)
    case 'CreatePartitions':
      return createPartitions(cluster, request)
    case 'DeleteTopics':
      return deleteTopics(cluster, ports, request)
  }
}

/** The broker that must have the request; `broker` itself where no coordinator is needed. */
function coordinatorOf(cluster: Cluster, request: Request, broker: number): number {
  switch (request.api) {
    case 'JoinGroup':
    case 'SyncGroup':
    case 'Heartbeat':
    case 'LeaveGroup':
    case 'OffsetCommit':
    case 'OffsetFetch':
    case 'TxnOffsetCommit':
      return cluster.offsets.leader
    case 'InitProducerId':
      return request.transactionalId === null ? broker : transactionCoordinator
    case 'AddPartitionsToTxn':
    case 'AddOffsetsToTxn':
    case 'EndTxn':
      return transactionCoordinator
    case 'Metadata':
    case 'FindCoordinator':
    case 'ListOffsets':
    case 'OffsetsForLeaderEpoch':
    case 'Fetch':
    case 'Produce':
    case 'CreateTopics':
    case 'CreatePartitions':
    case 'DeleteTopics':
      return broker
  }
}
