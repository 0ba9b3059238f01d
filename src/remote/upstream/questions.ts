/** The requests of a run itself, in versions that brokers of 2.4 to 4.x and ours understand. */
import type { ProduceResponse } from '../../wire/apis/00-produce.ts'
import type { OffsetCommitResponse } from '../../wire/apis/08-offset-commit.ts'
import type { Writer } from '../../wire/writer.ts'
import type { Question } from './broker-client.ts'

export type Appended = ProduceResponse
export type Committed = OffsetCommitResponse

const timeoutMs = 15_000
const allReplicas = -1

export function apiVersions(): Question {
  return question(18, 0, () => {})
}

/** No name: the brokers only. */
export function metadata(topics: readonly string[]): Question {
  return question(3, 6, (writer) => {
    list(writer, topics, (name) => writer.string(name))
    writer.boolean(false)
  })
}

export function findCoordinator(group: string): Question {
  return question(10, 2, (writer) => {
    writer.string(group)
    writer.int8(0)
  })
}

export function createTopic(topic: string, partitions: number, replicas: number): Question {
  return question(19, 3, (writer) => {
    list(writer, [topic], (name) => {
      writer.string(name)
      writer.int32(partitions)
      writer.int16(replicas)
      writer.int32(0)
      writer.int32(0)
    })
    writer.int32(timeoutMs)
    writer.boolean(false)
  })
}

export function deleteTopic(topic: string): Question {
  return question(20, 1, (writer) => {
    list(writer, [topic], (name) => writer.string(name))
    writer.int32(timeoutMs)
  })
}

export function append(topic: string, partition: number, batch: Buffer): Question {
  return question(0, 7, (writer) => {
    writer.nullableString(null)
    writer.int16(allReplicas)
    writer.int32(timeoutMs)
    list(writer, [topic], (name) => {
      writer.string(name)
      list(writer, [partition], (index) => {
        writer.int32(index)
        writer.nullableBytes(batch)
      })
    })
  })
}

export function describe(group: string): Question {
  return question(15, 2, (writer) => list(writer, [group], (name) => writer.string(name)))
}

export function fetchOffsets(group: string, topic: string, partitions: number): Question {
  return question(9, 5, (writer) => {
    writer.string(group)
    list(writer, [topic], (name) => {
      writer.string(name)
      writer.int32Array(upTo(partitions))
    })
  })
}

export function commitStart(group: string, topic: string, partitions: number): Question {
  return question(8, 5, (writer) => {
    writer.string(group)
    writer.int32(-1)
    writer.string('')
    list(writer, [topic], (name) => {
      writer.string(name)
      list(writer, upTo(partitions), (partition) => {
        writer.int32(partition)
        writer.int64(0)
        writer.nullableString('')
      })
    })
  })
}

export function leave(group: string, memberIds: readonly string[]): Question {
  return question(13, 3, (writer) => {
    writer.string(group)
    list(writer, memberIds, (memberId) => {
      writer.string(memberId)
      writer.nullableString(null)
    })
  })
}

function question(key: number, version: number, body: Question['body']): Question {
  return { key, version, body }
}

function list<T>(writer: Writer, items: readonly T[], write: (item: T) => void): void {
  writer.int32(items.length)
  for (const item of items) write(item)
}

function upTo(count: number): readonly number[] {
  return Array.from({ length: count }, (_, i) => i)
}
