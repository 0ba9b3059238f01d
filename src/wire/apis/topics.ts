/** The lists of topics and partitions that several APIs share, on the wire to the letter. */
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** What became of one topic. */
export interface NamedResult {
  readonly name: string
  readonly errorCode: number
}

/** What became of one topic, in words too. */
export interface ExplainedResult extends NamedResult {
  readonly errorMessage: string | null
}

/** An offset to commit. */
export interface CommitPartition {
  readonly partitionIndex: number
  readonly committedOffset: number
  readonly committedMetadata: string | null
}

/** The offsets to commit in one topic. */
export interface CommitTopic {
  readonly name: string
  readonly partitions: readonly CommitPartition[]
}

/** What became of the commit of one partition. */
export interface PartitionResult {
  readonly partitionIndex: number
  readonly errorCode: number
}

/** What became of the commits of one topic. */
export interface TopicResults {
  readonly name: string
  readonly partitions: readonly PartitionResult[]
}

/** Reads one topic's offsets to commit (OffsetCommit 5, TxnOffsetCommit 1). */
export function readCommitTopic(reader: Reader): CommitTopic {
  return { name: reader.string(), partitions: reader.array(readCommitPartition) }
}

function readCommitPartition(reader: Reader): CommitPartition {
  return {
    partitionIndex: reader.int32(),
    committedOffset: reader.int64(),
    committedMetadata: reader.nullableString(),
  }
}

/** Writes an error for each partition of each topic. */
export function writeTopicResults(writer: Writer, topics: readonly TopicResults[]): void {
  writer.int32(topics.length)
  for (const { name, partitions } of topics) {
    writer.string(name)
    writer.int32(partitions.length)
    for (const { partitionIndex, errorCode } of partitions) {
      writer.int32(partitionIndex)
      writer.int16(errorCode)
    }
  }
}
