/**
 * Kafka's errors: wire error names (as the broker answers) and client exceptions (as Java throws).
 *
 * Source: reference A.4; names as in `org.apache.kafka.common.protocol.Errors`.
 */

/** What a broker answers, by Kafka's own names. */
export type KafkaErrorCode =
  | 'NONE'
  | 'UNKNOWN_SERVER_ERROR'
  | 'OFFSET_OUT_OF_RANGE'
  | 'UNKNOWN_TOPIC_OR_PARTITION'
  | 'LEADER_NOT_AVAILABLE'
  | 'NOT_LEADER_OR_FOLLOWER'
  | 'REQUEST_TIMED_OUT'
  | 'OFFSET_METADATA_TOO_LARGE'
  | 'NETWORK_EXCEPTION'
  | 'COORDINATOR_LOAD_IN_PROGRESS'
  | 'COORDINATOR_NOT_AVAILABLE'
  | 'NOT_COORDINATOR'
  | 'ILLEGAL_GENERATION'
  | 'INCONSISTENT_GROUP_PROTOCOL'
  | 'UNKNOWN_MEMBER_ID'
  | 'INVALID_SESSION_TIMEOUT'
  | 'REBALANCE_IN_PROGRESS'
  | 'INVALID_COMMIT_OFFSET_SIZE'
  | 'TOPIC_AUTHORIZATION_FAILED'
  | 'GROUP_AUTHORIZATION_FAILED'
  | 'TOPIC_ALREADY_EXISTS'
  | 'INVALID_TOPIC_EXCEPTION'
  | 'INVALID_PARTITIONS'
  | 'INVALID_RECORD'
  | 'CORRUPT_MESSAGE'
  | 'UNSUPPORTED_COMPRESSION_TYPE'
  | 'NOT_ENOUGH_REPLICAS'
  | 'OUT_OF_ORDER_SEQUENCE_NUMBER'
  | 'INVALID_PRODUCER_EPOCH'
  | 'INVALID_TXN_STATE'
  | 'INVALID_PRODUCER_ID_MAPPING'
  | 'CONCURRENT_TRANSACTIONS'
  | 'NON_EMPTY_GROUP'
  | 'GROUP_ID_NOT_FOUND'
  | 'GROUP_SUBSCRIBED_TO_TOPIC'
  | 'INVALID_GROUP_ID'
  | 'UNSUPPORTED_VERSION'
  | 'FETCH_SESSION_ID_NOT_FOUND'
  | 'INVALID_FETCH_SESSION_EPOCH'
  | 'FENCED_LEADER_EPOCH'
  | 'UNKNOWN_LEADER_EPOCH'
  | 'OFFSET_NOT_AVAILABLE'
  | 'MEMBER_ID_REQUIRED'
  | 'GROUP_MAX_SIZE_REACHED'
  | 'FENCED_INSTANCE_ID'
  | 'UNSTABLE_OFFSET_COMMIT'
  | 'PRODUCER_FENCED'
  /** Not a code: the client's own word for a broken connection. */
  | 'DISCONNECTED'

/** What the Java client throws, by simple class name. */
export type ExceptionName =
  | 'CommitFailedException'
  | 'RebalanceInProgressException'
  | 'RetriableCommitFailedException'
  | 'FencedInstanceIdException'
  | 'TimeoutException'
  | 'WakeupException'
  | 'NoOffsetForPartitionException'
  | 'OffsetOutOfRangeException'
  | 'LogTruncationException'
  | 'OffsetMetadataTooLarge'
  | 'TopicAuthorizationException'
  | 'GroupAuthorizationException'
  | 'IllegalStateException'
  | 'IllegalArgumentException'
  | 'ConcurrentModificationException'
  | 'ProducerFencedException'
  | 'InvalidProducerEpochException'
  | 'InvalidTopicException'
  | 'NetworkException'
  | 'NotLeaderOrFollowerException'
  | 'ConfigException'
  | 'KafkaException'
  /** Connect's own: the batch is put again, where nothing else ends the task. */
  | 'RetriableException'
  | 'ConnectException'
  /** Thrown by a record's handler: the user's own failure. */
  | 'HandlerError'
  /** Thrown by the external store. */
  | 'StoreException'
  /** Thrown by a conditional write whose condition no longer holds. */
  | 'StoreConflictException'

/**
 * An exception with Kafka's name in `name`. Compare the name; there is one class for all. It has no
 * stack trace: it is an event of the simulated world, and taking traces is slow. So it is an Error
 * to `instanceof` and to whoever reads it, but is not made by Error's constructor: that alone cost
 * a fortieth of random search.
 */
export class KafkaException implements Error {
  readonly name: ExceptionName
  readonly message: string
  constructor(name: ExceptionName, message: string) {
    this.name = name
    this.message = message
  }
  get stack(): string {
    return `${this.name}: ${this.message}`
  }
}
Object.setPrototypeOf(KafkaException.prototype, Error.prototype)

/** Whether a caught value is the exception of that name. */
export function isException(error: unknown, name: ExceptionName): error is KafkaException {
  return error instanceof KafkaException && error.name === name
}
