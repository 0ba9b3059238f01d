/** Records as a log keeps them and as a fetch hands them out. */

import type { TopicPartitionOffset } from '../topic-partition.ts'

/** Milliseconds since 1970 at virtual time 0: 2026-01-01. Records of producers upstream say so. */
export const epochMs = 1_767_225_600_000

/** What an application's producer put into a record; nobody in the model looks inside. */
export interface RecordPayload {
  readonly key: Uint8Array | null
  readonly value: Uint8Array | null
  readonly headers: readonly { readonly key: string; readonly value: Uint8Array | null }[]
  /** Milliseconds, as the producer says. */
  readonly timestamp: number
  /** What the model's own producer hands on with it; absent: nothing, or another's record. */
  readonly copyOf?: Copied
}

/** The headers as text; of several with one name the last counts. */
export function headersOf({ headers }: RecordPayload): Readonly<Record<string, string>> {
  const named: Record<string, string> = {}
  for (const { key, value } of headers) named[key] = String.fromCharCode(...(value ?? []))
  return named
}

/** A record that a member hands on; of several copies in one topic each has another key. */
export interface Copied extends TopicPartitionOffset {
  readonly member: string
  readonly key: string
}

/** A record with all that its place in a batch says of it; immutable. */
export interface FetchedRecord {
  readonly offset: number
  /** Control records and aborted data occupy offsets; the client skips them (A.2.4). */
  readonly type: 'data' | 'control' | 'aborted'
  /** The record's name in this model, unique in its partition; not the payload's key. */
  readonly key: string
  readonly leaderEpoch: number
  /** Null: a control record, or a record of the producers upstream. */
  readonly payload: RecordPayload | null
  /** -1: not an idempotent producer, or one upstream. */
  readonly producerId: number
  readonly producerEpoch: number
  /** CreateTime, in milliseconds since 1970; of a marker when it was written. */
  readonly timestamp: number
  readonly transactional: boolean
  /** Of a control record: how its transaction ended. */
  readonly marker: 'none' | 'commit' | 'abort'
}
