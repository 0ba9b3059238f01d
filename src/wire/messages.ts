/**
 * Every request and response that kafkajs 2.2.4 and a broker exchange here, as plain data.
 *
 * Field names are those of Kafka's protocol files, in camel case; error codes are Kafka's numbers
 * (`error-codes.ts`); an int64 is a number, bytes are a Buffer. `api` tells the messages apart.
 *
 * Left out: `throttleTimeMs`. No client is ever throttled, so the encoders write 0.
 *
 * Source: `clients/src/main/resources/common/message/*.json` of apache/kafka; versions: C.10.
 */
import type * as admin from './messages/admin.ts'
import type * as cluster from './messages/cluster.ts'
import type * as group from './messages/group.ts'
import type * as log from './messages/log.ts'
import type * as offsets from './messages/offsets.ts'
import type * as transactions from './messages/transactions.ts'

export type * from './messages/admin.ts'
export type * from './messages/cluster.ts'
export type * from './messages/group.ts'
export type * from './messages/log.ts'
export type * from './messages/offsets.ts'
export type * from './messages/transactions.ts'

/** The request of each API, by its name. */
export interface WireRequests {
  readonly ApiVersions: cluster.ApiVersionsRequest
  readonly Metadata: cluster.MetadataRequest
  readonly FindCoordinator: cluster.FindCoordinatorRequest
  readonly JoinGroup: group.JoinGroupRequest
  readonly SyncGroup: group.SyncGroupRequest
  readonly Heartbeat: group.HeartbeatRequest
  readonly LeaveGroup: group.LeaveGroupRequest
  readonly OffsetFetch: offsets.OffsetFetchRequest
  readonly OffsetCommit: offsets.OffsetCommitRequest
  readonly ListOffsets: offsets.ListOffsetsRequest
  readonly Fetch: log.FetchRequest
  readonly Produce: log.ProduceRequest
  readonly InitProducerId: transactions.InitProducerIdRequest
  readonly AddPartitionsToTxn: transactions.AddPartitionsToTxnRequest
  readonly AddOffsetsToTxn: transactions.AddOffsetsToTxnRequest
  readonly EndTxn: transactions.EndTxnRequest
  readonly TxnOffsetCommit: transactions.TxnOffsetCommitRequest
  readonly CreateTopics: admin.CreateTopicsRequest
  readonly DeleteTopics: admin.DeleteTopicsRequest
  readonly CreatePartitions: admin.CreatePartitionsRequest
  readonly DescribeGroups: admin.DescribeGroupsRequest
  readonly ListGroups: admin.ListGroupsRequest
  readonly DeleteGroups: admin.DeleteGroupsRequest
  readonly DescribeConfigs: admin.DescribeConfigsRequest
}

/** The response of each API, by its name. */
export interface WireResponses {
  readonly ApiVersions: cluster.ApiVersionsResponse
  readonly Metadata: cluster.MetadataResponse
  readonly FindCoordinator: cluster.FindCoordinatorResponse
  readonly JoinGroup: group.JoinGroupResponse
  readonly SyncGroup: group.SyncGroupResponse
  readonly Heartbeat: group.HeartbeatResponse
  readonly LeaveGroup: group.LeaveGroupResponse
  readonly OffsetFetch: offsets.OffsetFetchResponse
  readonly OffsetCommit: offsets.OffsetCommitResponse
  readonly ListOffsets: offsets.ListOffsetsResponse
  readonly Fetch: log.FetchResponse
  readonly Produce: log.ProduceResponse
  readonly InitProducerId: transactions.InitProducerIdResponse
  readonly AddPartitionsToTxn: transactions.AddPartitionsToTxnResponse
  readonly AddOffsetsToTxn: transactions.AddOffsetsToTxnResponse
  readonly EndTxn: transactions.EndTxnResponse
  readonly TxnOffsetCommit: transactions.TxnOffsetCommitResponse
  readonly CreateTopics: admin.CreateTopicsResponse
  readonly DeleteTopics: admin.DeleteTopicsResponse
  readonly CreatePartitions: admin.CreatePartitionsResponse
  readonly DescribeGroups: admin.DescribeGroupsResponse
  readonly ListGroups: admin.ListGroupsResponse
  readonly DeleteGroups: admin.DeleteGroupsResponse
  readonly DescribeConfigs: admin.DescribeConfigsResponse
}

/** The name of an API, as Kafka names it. */
export type WireApi = keyof WireRequests

/** Any request. */
export type WireRequest = WireRequests[WireApi]

/** Any response. */
export type WireResponse = WireResponses[WireApi]

/** The request of one API. */
export type WireRequestOf<A extends WireApi> = WireRequests[A]

/** The response of one API. */
export type WireResponseOf<A extends WireApi> = WireResponses[A]
