/**
 * What an application's own producers and admin client ask of the cluster, as plain data.
 *
 * Source: `ProduceRequest`, `CreateTopicsRequest`, `CreatePartitionsRequest`,
 * `DeleteTopicsRequest` of apache/kafka.
 */

import type { KafkaErrorCode } from '../errors.ts'
import type { TopicPartition } from '../topic-partition.ts'
import type { RecordPayload } from './records.ts'

export type ApplicationRequest =
  | {
      readonly api: 'Produce'
      /** Null: the records belong to no transaction. */
      readonly transactionalId: string | null
      /** -1: the producer is not idempotent. */
      readonly producerId: number
      readonly producerEpoch: number
      /** -1: all in-sync replicas; 1: the leader; 0: nobody reads the answer. */
      readonly acks: number
      /** Why the records cannot be read, if they cannot: then nothing is written. */
      readonly unreadable?: KafkaErrorCode
      readonly partitions: readonly ProduceEntry[]
    }
  | {
      readonly api: 'CreateTopics'
      readonly topics: readonly NewTopic[]
      /** True: nothing is done, and the answer is what it would be. */
      readonly validateOnly: boolean
    }
  | {
      readonly api: 'CreatePartitions'
      /** `partitions` is how many there shall be in all. */
      readonly topics: readonly NewTopic[]
      readonly validateOnly: boolean
    }
  | { readonly api: 'DeleteTopics'; readonly topics: readonly string[] }

/** One batch for one partition. */
export interface ProduceEntry extends TopicPartition {
  /** The first record's number in the producer's count for the partition; -1: none. */
  readonly baseSequence: number
  readonly records: readonly RecordPayload[]
}

/** A topic to be made, or to be made larger. */
export interface NewTopic {
  readonly topic: string
  /** -1: the broker's default (`num.partitions`). */
  readonly partitions: number
}

export type ApplicationResponse =
  | {
      readonly api: 'Produce'
      readonly error: KafkaErrorCode
      /** In the order of the request. */
      readonly partitions: readonly ProducedPartition[]
    }
  | {
      readonly api: 'CreateTopics'
      readonly error: KafkaErrorCode
      /** In the order of the request. */
      readonly topics: readonly TopicResult[]
    }
  | {
      readonly api: 'CreatePartitions'
      readonly error: KafkaErrorCode
      readonly topics: readonly TopicResult[]
    }
  | {
      readonly api: 'DeleteTopics'
      readonly error: KafkaErrorCode
      readonly topics: readonly TopicResult[]
    }

/** What became of one {@link ProduceEntry}. */
export interface ProducedPartition extends TopicPartition {
  readonly error: KafkaErrorCode
  /** The offset of the first record; -1: nothing was written. */
  readonly baseOffset: number
  readonly logStart: number
}

/** What became of one topic of a request. */
export interface TopicResult {
  readonly topic: string
  readonly error: KafkaErrorCode
}
