/** The lists of topics and partitions that several APIs share, on the wire to the letter. */
import type { CommitPartition, CommitTopic, TopicResults } from '../messages.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

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
