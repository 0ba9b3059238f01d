/**
 * The bytes inside JoinGroup and SyncGroup: what a member subscribes to, and what it is given.
 *
 *     Subscription => version:INT16 topics:[STRING] user_data:NULLABLE_BYTES
 *     Assignment   => version:INT16 assigned_partitions:[topic partitions] user_data:NULLABLE_BYTES
 *       topic      => STRING
 *       partitions => [INT32]
 *
 * Behaviour: bytes after `user_data` are what later versions added; older readers skip them.
 * Left out: owned partitions, generation and rack (subscription versions 1 to 3): kafkajs writes
 * version-0 fields whatever the version says. To a broker all of it is opaque, and an assignor of
 * the user's own may send other bytes altogether: a `MalformedRequest` here is no broken request.
 * Source: `ConsumerProtocolSubscription.json`, `ConsumerProtocolAssignment.json` of apache/kafka;
 * kafkajs `src/consumer/assignerProtocol.js`.
 */
import { Reader } from './reader.ts'
import { Writer } from './writer.ts'

/** What a member subscribes to. */
export interface ConsumerSubscription {
  readonly version: number
  readonly topics: readonly string[]
  readonly userData: Buffer | null
}

/** The partitions of one topic that a member is given. */
export interface AssignedTopic {
  readonly topic: string
  readonly partitions: readonly number[]
}

/** What a member is given. */
export interface ConsumerAssignment {
  readonly version: number
  readonly topics: readonly AssignedTopic[]
  readonly userData: Buffer | null
}

const noUserData = Buffer.alloc(0)

/** Reads a member's subscription. */
export function decodeSubscription(bytes: Buffer): ConsumerSubscription {
  const reader = new Reader(bytes)
  return {
    version: reader.int16(),
    topics: reader.array((of) => of.string()),
    userData: reader.nullableBytes(),
  }
}

/** Writes a member's subscription. */
export function encodeSubscription(subscription: ConsumerSubscription): Buffer {
  const writer = new Writer(64)
  writer.int16(subscription.version)
  writer.int32(subscription.topics.length)
  for (const topic of subscription.topics) writer.string(topic)
  writer.nullableBytes(subscription.userData)
  return writer.finish()
}

/** Reads an assignment. A member that the leader gave nothing has no bytes at all: ask first. */
export function decodeAssignment(bytes: Buffer): ConsumerAssignment {
  const reader = new Reader(bytes)
  return {
    version: reader.int16(),
    topics: reader.array(readAssignedTopic),
    userData: reader.nullableBytes(),
  }
}

/** Writes an assignment; by default as kafkajs' own assignors do. */
export function encodeAssignment(
  topics: readonly AssignedTopic[],
  userData: Buffer | null = noUserData,
  version = 0,
): Buffer {
  const writer = new Writer(64)
  writer.int16(version)
  writer.int32(topics.length)
  for (const { topic, partitions } of topics) {
    writer.string(topic)
    writer.int32Array(partitions)
  }
  writer.nullableBytes(userData)
  return writer.finish()
}

function readAssignedTopic(reader: Reader): AssignedTopic {
  return { topic: reader.string(), partitions: reader.int32Array() }
}
