/**
 * ListOffsets, versions 4 to 7.
 *
 *     Request  => replica_id:INT32 isolation_level:INT8
 *                 [name:STRING [partition_index:INT32 current_leader_epoch:INT32 timestamp:INT64]]
 *     Response => throttle_time_ms:INT32 [name:STRING [partition_index:INT32 error_code:INT16
 *                 timestamp:INT64 offset:INT64 leader_epoch:INT32]]
 *
 * From version 6 on all strings and lists are compact, and tagged fields end each structure.
 * Source: `ListOffsetsRequest.json`, `ListOffsetsResponse.json` of apache/kafka.
 */
import { Cursor, compactString, int8, int32, int64, none, noTags, string, varint } from './bytes.ts'
import type { HandWritten } from './hand-written.ts'

interface Asked {
  readonly replicaId: number
  readonly isolationLevel: number
  readonly topics: readonly {
    readonly topic: string
    readonly partitions: readonly {
      readonly partition: number
      readonly currentLeaderEpoch: number
      readonly timestamp: number
    }[]
  }[]
}

const flexibleFrom = 6

/** ListOffsets in that version. */
export function listOffsets(version: number): HandWritten {
  const flexible = version >= flexibleFrom
  const tags = flexible ? noTags : none
  const count = (length: number) => (flexible ? varint(length + 1) : int32(length))
  return {
    ...{ key: 2, version, flexible },
    request: (args) => {
      const { replicaId, isolationLevel, topics } = args as Asked
      const asked = topics.flatMap(({ topic, partitions }) => [
        (flexible ? compactString : string)(topic),
        count(partitions.length),
        ...partitions.flatMap(({ partition, currentLeaderEpoch, timestamp }) => [
          ...[int32(partition), int32(currentLeaderEpoch), int64(timestamp), tags],
        ]),
        tags,
      ])
      const head = [int32(replicaId), int8(isolationLevel), count(topics.length)]
      return Buffer.concat([...head, ...asked, tags])
    },
    response: (body) => {
      const cursor = new Cursor(body)
      const length = () => (flexible ? cursor.varint() - 1 : cursor.int32())
      const end = () => flexible && cursor.tags()
      end()
      cursor.int32()
      const responses = cursor.list(length(), () => {
        const topic = cursor.text(flexible ? cursor.varint() - 1 : cursor.int16())
        const partitions = cursor.list(length(), () => {
          const partition = cursor.int32()
          const errorCode = cursor.int16()
          const timestamp = String(cursor.int64())
          const offset = String(cursor.int64())
          const leaderEpoch = cursor.int32()
          end()
          return { partition, errorCode, timestamp, offset, leaderEpoch }
        })
        end()
        return { topic, partitions }
      })
      end()
      cursor.end()
      return { responses }
    },
  }
}
