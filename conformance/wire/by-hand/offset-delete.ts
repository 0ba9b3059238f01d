/**
 * OffsetDelete, version 0.
 *
 *     Request  => group_id:STRING [name:STRING [partition_index:INT32]]
 *     Response => error_code:INT16 throttle_time_ms:INT32
 *                 [name:STRING [partition_index:INT32 error_code:INT16]]
 *
 * Source: `OffsetDeleteRequest.json`, `OffsetDeleteResponse.json` of apache/kafka.
 */
import { Cursor, int32, string } from './bytes.ts'
import type { HandWritten } from './hand-written.ts'

interface Asked {
  readonly groupId: string
  readonly topics: readonly {
    readonly topic: string
    readonly partitions: readonly { readonly partition: number }[]
  }[]
}

/** OffsetDelete. */
export const offsetDelete: HandWritten = {
  ...{ key: 47, version: 0, flexible: false },
  request: (args) => {
    const { groupId, topics } = args as Asked
    return Buffer.concat([
      string(groupId),
      int32(topics.length),
      ...topics.flatMap(({ topic, partitions }) => [
        string(topic),
        int32(partitions.length),
        ...partitions.map(({ partition }) => int32(partition)),
      ]),
    ])
  },
  response: (body) => {
    const cursor = new Cursor(body)
    const errorCode = cursor.int16()
    cursor.int32()
    const topics = cursor.list(cursor.int32(), () => ({
      topic: cursor.text(cursor.int16()),
      partitions: cursor.list(cursor.int32(), () => {
        return { partition: cursor.int32(), errorCode: cursor.int16() }
      }),
    }))
    cursor.end()
    return { errorCode, topics }
  },
}
