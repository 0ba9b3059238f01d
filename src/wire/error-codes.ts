/**
 * Kafka's error names and their numbers on the wire.
 *
 * Behaviour: a number without a name here is UNKNOWN_SERVER_ERROR, as in `Errors.forCode`.
 * Some brokers' answers are older words to older clients: `errorNumberFor`.
 * Left out: errors that neither the model nor the wire ever answers with.
 * Source: `org.apache.kafka.common.protocol.Errors`; for `errorNumberFor` `KafkaApis.scala`,
 * `handleInitProducerIdRequest` and its neighbours; kafkajs `src/protocol/error.js`; C.10.
 */
import type { KafkaErrorCode } from '../model/errors.ts'
import type { WireApi } from './messages.ts'

/** What only the wire says: the model never gets to see why. */
export type WireOnlyError =
  | 'CORRUPT_MESSAGE'
  | 'INVALID_REQUIRED_ACKS'
  | 'INVALID_GROUP_ID'
  | 'UNSUPPORTED_VERSION'
  | 'INVALID_REPLICATION_FACTOR'
  | 'INVALID_REQUEST'
  | 'DUPLICATE_SEQUENCE_NUMBER'
  | 'NON_EMPTY_GROUP'
  | 'GROUP_ID_NOT_FOUND'
  | 'UNSUPPORTED_COMPRESSION_TYPE'

/** Every error that has a number. */
export type WireError = Exclude<KafkaErrorCode, 'DISCONNECTED'> | WireOnlyError

const modelErrors = {
  NONE: 0,
  UNKNOWN_SERVER_ERROR: -1,
  OFFSET_OUT_OF_RANGE: 1,
  UNKNOWN_TOPIC_OR_PARTITION: 3,
  LEADER_NOT_AVAILABLE: 5,
  NOT_LEADER_OR_FOLLOWER: 6,
  REQUEST_TIMED_OUT: 7,
  OFFSET_METADATA_TOO_LARGE: 12,
  NETWORK_EXCEPTION: 13,
  COORDINATOR_LOAD_IN_PROGRESS: 14,
  COORDINATOR_NOT_AVAILABLE: 15,
  NOT_COORDINATOR: 16,
  INVALID_TOPIC_EXCEPTION: 17,
  NOT_ENOUGH_REPLICAS: 19,
  ILLEGAL_GENERATION: 22,
  INCONSISTENT_GROUP_PROTOCOL: 23,
  UNKNOWN_MEMBER_ID: 25,
  INVALID_SESSION_TIMEOUT: 26,
  REBALANCE_IN_PROGRESS: 27,
  INVALID_COMMIT_OFFSET_SIZE: 28,
  TOPIC_AUTHORIZATION_FAILED: 29,
  GROUP_AUTHORIZATION_FAILED: 30,
  TOPIC_ALREADY_EXISTS: 36,
  INVALID_PARTITIONS: 37,
  OUT_OF_ORDER_SEQUENCE_NUMBER: 45,
  INVALID_PRODUCER_EPOCH: 47,
  INVALID_TXN_STATE: 48,
  INVALID_PRODUCER_ID_MAPPING: 49,
  CONCURRENT_TRANSACTIONS: 51,
  FENCED_LEADER_EPOCH: 74,
  UNKNOWN_LEADER_EPOCH: 75,
  OFFSET_NOT_AVAILABLE: 78,
  MEMBER_ID_REQUIRED: 79,
  GROUP_MAX_SIZE_REACHED: 81,
  FENCED_INSTANCE_ID: 82,
  INVALID_RECORD: 87,
  UNSTABLE_OFFSET_COMMIT: 88,
  PRODUCER_FENCED: 90,
} as const satisfies Record<Exclude<KafkaErrorCode, 'DISCONNECTED'>, number>

const wireOnlyErrors = {
  CORRUPT_MESSAGE: 2,
  INVALID_REQUIRED_ACKS: 21,
  INVALID_GROUP_ID: 24,
  UNSUPPORTED_VERSION: 35,
  INVALID_REPLICATION_FACTOR: 38,
  INVALID_REQUEST: 42,
  DUPLICATE_SEQUENCE_NUMBER: 46,
  NON_EMPTY_GROUP: 68,
  GROUP_ID_NOT_FOUND: 69,
  UNSUPPORTED_COMPRESSION_TYPE: 76,
} as const satisfies Record<WireOnlyError, number>

const numbers: Readonly<Record<WireError, number>> = { ...modelErrors, ...wireOnlyErrors }

const names = new Map<number, KafkaErrorCode>()
for (const name of Object.keys(modelErrors) as (keyof typeof modelErrors)[]) {
  names.set(modelErrors[name], name)
}

/** An error's number. DISCONNECTED has none: it is no answer of a broker's, so asking throws. */
export function errorNumber(name: KafkaErrorCode | WireOnlyError): number {
  if (name === 'DISCONNECTED') throw new RangeError('a broken connection has no error number')
  return numbers[name]
}

/** The model's name of an error number. */
export function errorName(errorCode: number): KafkaErrorCode {
  return names.get(errorCode) ?? 'UNKNOWN_SERVER_ERROR'
}

/**
 * An error's number in an answer to kafkajs' version of that API. Brokers say PRODUCER_FENCED only
 * to newer clients, and to such old ones no coordinator is ever loading when they commit offsets in
 * a transaction.
 */
export function errorNumberFor(api: WireApi, name: KafkaErrorCode | WireOnlyError): number {
  if (name === 'PRODUCER_FENCED' && transactional.has(api)) return numbers.INVALID_PRODUCER_EPOCH
  if (name === 'COORDINATOR_LOAD_IN_PROGRESS' && api === 'TxnOffsetCommit') {
    return numbers.COORDINATOR_NOT_AVAILABLE
  }
  return errorNumber(name)
}

const transactional: ReadonlySet<WireApi> = new Set<WireApi>([
  'InitProducerId',
  'AddPartitionsToTxn',
  'AddOffsetsToTxn',
  'EndTxn',
])
