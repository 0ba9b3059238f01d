/** What a producer asks the coordinator of its transactions. */
import type { CommitTopic, TopicResults } from './offsets.ts'

/** InitProducerId, version 1. */
export interface InitProducerIdRequest {
  readonly api: 'InitProducerId'
  /** Null: idempotent only. */
  readonly transactionalId: string | null
  readonly transactionTimeoutMs: number
}

/** Answers `InitProducerIdRequest`; with an error both are -1. */
export interface InitProducerIdResponse {
  readonly api: 'InitProducerId'
  readonly errorCode: number
  readonly producerId: number
  readonly producerEpoch: number
}

/** The partitions of one topic to add to a transaction. */
export interface AddPartitionsTopic {
  readonly name: string
  readonly partitions: readonly number[]
}

/** AddPartitionsToTxn, version 1. */
export interface AddPartitionsToTxnRequest {
  readonly api: 'AddPartitionsToTxn'
  readonly transactionalId: string
  readonly producerId: number
  readonly producerEpoch: number
  readonly topics: readonly AddPartitionsTopic[]
}

/** Answers `AddPartitionsToTxnRequest`. */
export interface AddPartitionsToTxnResponse {
  readonly api: 'AddPartitionsToTxn'
  readonly results: readonly TopicResults[]
}

/** AddOffsetsToTxn, version 1. */
export interface AddOffsetsToTxnRequest {
  readonly api: 'AddOffsetsToTxn'
  readonly transactionalId: string
  readonly producerId: number
  readonly producerEpoch: number
  readonly groupId: string
}

/** Answers `AddOffsetsToTxnRequest`. */
export interface AddOffsetsToTxnResponse {
  readonly api: 'AddOffsetsToTxn'
  readonly errorCode: number
}

/** EndTxn, version 1. */
export interface EndTxnRequest {
  readonly api: 'EndTxn'
  readonly transactionalId: string
  readonly producerId: number
  readonly producerEpoch: number
  /** True: commit; false: abort. */
  readonly committed: boolean
}

/** Answers `EndTxnRequest`. */
export interface EndTxnResponse {
  readonly api: 'EndTxn'
  readonly errorCode: number
}

/** TxnOffsetCommit, version 1: it names no generation and no member, so it fences no zombie. */
export interface TxnOffsetCommitRequest {
  readonly api: 'TxnOffsetCommit'
  readonly transactionalId: string
  readonly groupId: string
  readonly producerId: number
  readonly producerEpoch: number
  readonly topics: readonly CommitTopic[]
}

/** Answers `TxnOffsetCommitRequest`. */
export interface TxnOffsetCommitResponse {
  readonly api: 'TxnOffsetCommit'
  readonly topics: readonly TopicResults[]
}
