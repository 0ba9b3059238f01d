/**
 * OffsetFetch, versions 5 to 7; in the list of topics an empty one asks for all, as in kafkajs.
 *
 *     Request  => group_id:STRING [name:STRING [partition_index:INT32]] (nullable)
 *                 require_stable:BOOLEAN (from version 7 on)
 *     Response => throttle_time_ms:INT32 [name:STRING [partition_index:INT32 committed_offset:INT64
 *                 committed_leader_epoch:INT32 metadata:NULLABLE_STRING error_code:INT16]]
 *                 error_code:INT16
 *
 * From version 6 on all strings and lists are compact, and tagged fields end each structure.
 * Source: `OffsetFetchRequest.json`, `OffsetFetchResponse.json` of apache/kafka.
 */
import { boolean, Cursor, compactString, int32, none, noTags, string, varint } from './bytes.ts'
import type { HandWritten } from './hand-written.ts'

interface Asked {
  readonly groupId: string
  readonly topics: readonly {
    readonly topic: string
    readonly partitions: readonly { readonly partition: number }[]
  }[]
  readonly requireStable: boolean
}

const flexibleFrom = 6
const requireStableFrom = 7

/** OffsetFetch in that version. */
export function offsetFetch(version: number): HandWritten {
  const flexible = version >= flexibleFrom
  const tags = flexible ? noTags : none
  const count = (length: number) => (flexible ? varint(length + 1) : int32(length))
  const text = flexible ? compactString : string
  return {
    ...{ key: 9, version, flexible },
    request: (args) => {
      const { groupId, topics, requireStable } = args as Asked
      const asked = topics.flatMap(({ topic, partitions }) => [
        text(topic),
        count(partitions.length),
        ...partitions.map(({ partition }) => int32(partition)),
        tags,
      ])
      const stable = version >= requireStableFrom ? boolean(requireStable) : none
      const length = count(topics.length === 0 ? -1 : topics.length)
      return Buffer.concat([text(groupId), length, ...asked, stable, tags])
    },
    response: (body) => {
      const cursor = new Cursor(body)
      const length = () => (flexible ? cursor.varint() - 1 : cursor.int32())
      const shortText = () => cursor.text(flexible ? cursor.varint() - 1 : cursor.int16())
      const end = () => flexible && cursor.tags()
      end()
      cursor.int32()
      const responses = cursor.list(length(), () => {
        const topic = shortText()
        const partitions = cursor.list(length(), () => {
          const partition = cursor.int32()
          const offset = String(cursor.int64())
          const leaderEpoch = cursor.int32()
          const metadata = shortText()
          const errorCode = cursor.int16()
          end()
          return { partition, offset, leaderEpoch, metadata, errorCode }
        })
        end()
        return { topic, partitions }
      })
      const errorCode = cursor.int16()
      end()
      cursor.end()
      return { responses, errorCode }
    },
  }
}
