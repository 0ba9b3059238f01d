/**
 * The client's side of what kafkajs does not speak, written by hand: OffsetDelete, and OffsetFetch
 * with require-stable. A `body` is what follows a response's correlation id.
 *
 *     OffsetDelete 0  Request  => group_id:STRING [name:STRING [partition_index:INT32]]
 *                     Response => error_code:INT16 throttle_time_ms:INT32
 *                                 [name:STRING [partition_index:INT32 error_code:INT16]]
 *     OffsetFetch 7   Request  => group_id:COMPACT_STRING
 *                                 [name:COMPACT_STRING [partition_index:INT32] TAGS] (nullable)
 *                                 require_stable:BOOLEAN TAGS
 *                     Response => throttle_time_ms:INT32 [name:COMPACT_STRING [partition_index:INT32
 *                                 committed_offset:INT64 committed_leader_epoch:INT32
 *                                 metadata:COMPACT_NULLABLE_STRING error_code:INT16 TAGS] TAGS]
 *                                 error_code:INT16 TAGS
 *
 * Source: `OffsetDeleteRequest.json`, `OffsetFetchRequest.json` of apache/kafka, and the responses.
 */

/** An API by hand. */
export interface HandWritten {
  readonly key: number
  readonly version: number
  /** Whether headers end with tagged fields. */
  readonly flexible: boolean
  request(args: unknown): Buffer
  response(body: Buffer): unknown
}

interface AskedTopic {
  readonly topic: string
  readonly partitions: readonly { readonly partition: number }[]
}

interface Asked {
  readonly groupId: string
  readonly topics: readonly AskedTopic[]
}

/** OffsetDelete, version 0. */
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

/** OffsetFetch, version 7, with require-stable. An empty list asks for all, as in kafkajs. */
export const stableOffsetFetch: HandWritten = {
  ...{ key: 9, version: 7, flexible: true },
  request: (args) => {
    const { groupId, topics } = args as Asked
    const asked = topics.flatMap(({ topic, partitions }) => [
      compactString(topic),
      varint(partitions.length + 1),
      ...partitions.map(({ partition }) => int32(partition)),
      noTags,
    ])
    const count = topics.length === 0 ? 0 : topics.length + 1
    return Buffer.concat([compactString(groupId), varint(count), ...asked, yes, noTags])
  },
  response: (body) => {
    const cursor = new Cursor(body)
    cursor.tags()
    cursor.int32()
    const responses = cursor.list(cursor.varint() - 1, () => {
      const topic = cursor.text(cursor.varint() - 1)
      const partitions = cursor.list(cursor.varint() - 1, () => {
        const partition = cursor.int32()
        const offset = String(cursor.int64())
        const leaderEpoch = cursor.int32()
        const metadata = cursor.text(cursor.varint() - 1)
        const errorCode = cursor.int16()
        cursor.tags()
        return { partition, offset, leaderEpoch, metadata, errorCode }
      })
      cursor.tags()
      return { topic, partitions }
    })
    const errorCode = cursor.int16()
    cursor.tags()
    cursor.end()
    return { responses, errorCode }
  },
}

/** A request with its header as a frame. */
export function frameOf(
  { key, version, flexible, request }: HandWritten,
  args: unknown,
  correlationId: number,
  clientId: string,
): Buffer {
  const start = Buffer.concat([int16(key), int16(version), int32(correlationId), string(clientId)])
  const message = Buffer.concat([start, flexible ? noTags : none, request(args)])
  return Buffer.concat([int32(message.length), message])
}

const none = Buffer.alloc(0)
const noTags = Buffer.from([0])
const yes = Buffer.from([1])

function int16(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeInt16BE(value)
  return bytes
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32BE(value)
  return bytes
}

function varint(value: number): Buffer {
  return value < 0x80
    ? Buffer.from([value])
    : Buffer.concat([Buffer.from([(value & 0x7f) | 0x80]), varint(value >>> 7)])
}

function string(text: string): Buffer {
  const bytes = Buffer.from(text)
  return Buffer.concat([int16(bytes.length), bytes])
}

function compactString(text: string): Buffer {
  const bytes = Buffer.from(text)
  return Buffer.concat([varint(bytes.length + 1), bytes])
}

/** Reads an answer from front to back. */
class Cursor {
  readonly #bytes: Buffer
  #at = 0

  constructor(bytes: Buffer) {
    this.#bytes = bytes
  }

  int16(): number {
    return this.#bytes.readInt16BE(this.#move(2))
  }

  int32(): number {
    return this.#bytes.readInt32BE(this.#move(4))
  }

  int64(): bigint {
    return this.#bytes.readBigInt64BE(this.#move(8))
  }

  varint(): number {
    const byte = this.#bytes.readUInt8(this.#move(1))
    return byte < 0x80 ? byte : (byte & 0x7f) + 0x80 * this.varint()
  }

  /** Null for a length of -1. */
  text(length: number): string | null {
    if (length < 0) return null
    const at = this.#move(length)
    return this.#bytes.toString('utf8', at, at + length)
  }

  list<T>(count: number, item: () => T): T[] {
    return Array.from({ length: count }, item)
  }

  tags(): void {
    if (this.varint() !== 0) throw new Error('a broker sent tagged fields')
  }

  end(): void {
    if (this.#at !== this.#bytes.length) throw new Error('an answer is longer than it says')
  }

  #move(bytes: number): number {
    const at = this.#at
    this.#at += bytes
    return at
  }
}
