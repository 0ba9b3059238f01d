/** The names that a meter counts under. */
import type { KafkaErrorCode } from '../errors.ts'
import type { GroupStatus } from '../group/group.ts'

/** In the order of a group's life. A group that nobody has heard of counts as Dead, as in Kafka. */
export const groupStatuses: readonly GroupStatus[] = [
  'Empty',
  'PreparingRebalance',
  'CompletingRebalance',
  'Stable',
  'Dead',
]

/** More than any key of an API of Kafka. */
export const apiKeysMax = 128

/** The order of APIs in tables, those of the group first; others that were met come after them. */
export const apiOrder: readonly string[] = [
  'JoinGroup',
  'SyncGroup',
  'Heartbeat',
  'LeaveGroup',
  'OffsetCommit',
  'OffsetFetch',
  'TxnOffsetCommit',
  'Metadata',
  'FindCoordinator',
  'ListOffsets',
  'OffsetsForLeaderEpoch',
  'Fetch',
  'InitProducerId',
  'AddPartitionsToTxn',
  'AddOffsetsToTxn',
  'EndTxn',
  'Produce',
  'CreateTopics',
  'CreatePartitions',
  'DeleteTopics',
]

/** What an answer can say; DISCONNECTED is the client's own word for a broken connection. */
export const answerableCodes: readonly KafkaErrorCode[] = [
  'NONE',
  'DISCONNECTED',
  'UNKNOWN_SERVER_ERROR',
  'OFFSET_OUT_OF_RANGE',
  'UNKNOWN_TOPIC_OR_PARTITION',
  'LEADER_NOT_AVAILABLE',
  'NOT_LEADER_OR_FOLLOWER',
  'REQUEST_TIMED_OUT',
  'OFFSET_METADATA_TOO_LARGE',
  'NETWORK_EXCEPTION',
  'COORDINATOR_LOAD_IN_PROGRESS',
  'COORDINATOR_NOT_AVAILABLE',
  'NOT_COORDINATOR',
  'ILLEGAL_GENERATION',
  'INCONSISTENT_GROUP_PROTOCOL',
  'UNKNOWN_MEMBER_ID',
  'INVALID_SESSION_TIMEOUT',
  'REBALANCE_IN_PROGRESS',
  'INVALID_COMMIT_OFFSET_SIZE',
  'TOPIC_AUTHORIZATION_FAILED',
  'GROUP_AUTHORIZATION_FAILED',
  'TOPIC_ALREADY_EXISTS',
  'INVALID_TOPIC_EXCEPTION',
  'INVALID_PARTITIONS',
  'INVALID_RECORD',
  'CORRUPT_MESSAGE',
  'UNSUPPORTED_COMPRESSION_TYPE',
  'NOT_ENOUGH_REPLICAS',
  'OUT_OF_ORDER_SEQUENCE_NUMBER',
  'INVALID_PRODUCER_EPOCH',
  'INVALID_TXN_STATE',
  'INVALID_PRODUCER_ID_MAPPING',
  'CONCURRENT_TRANSACTIONS',
  'FENCED_LEADER_EPOCH',
  'UNKNOWN_LEADER_EPOCH',
  'OFFSET_NOT_AVAILABLE',
  'MEMBER_ID_REQUIRED',
  'GROUP_MAX_SIZE_REACHED',
  'FENCED_INSTANCE_ID',
  'UNSTABLE_OFFSET_COMMIT',
  'PRODUCER_FENCED',
  'NON_EMPTY_GROUP',
  'GROUP_ID_NOT_FOUND',
  'GROUP_SUBSCRIBED_TO_TOPIC',
  'INVALID_GROUP_ID',
  'UNSUPPORTED_VERSION',
  'FETCH_SESSION_ID_NOT_FOUND',
  'INVALID_FETCH_SESSION_EPOCH',
]
