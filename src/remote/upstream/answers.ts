/**
 * The answers of real brokers that say something of a process, or of where brokers are.
 *
 * Behaviour: an API that is not here passes through as it is. Of those here the versions are
 * offered to clients that `wire/apis` has.
 */
import { codecs } from '../../broker/apis.ts'
import { type AnyCodec, formOf, type WireMessage } from '../../wire/codec.ts'
import { Reader } from '../../wire/reader.ts'

/**
 * Produce, Fetch, ListOffsets, Metadata; OffsetCommit, OffsetFetch, FindCoordinator; JoinGroup to
 * SyncGroup; InitProducerId, AddPartitionsToTxn, AddOffsetsToTxn, EndTxn, TxnOffsetCommit.
 */
const read: ReadonlySet<number> = new Set([
  ...[0, 1, 2, 3, 8, 9, 10, 11, 12, 13, 14],
  ...[22, 24, 25, 26, 28],
])

/** How the answers of that API are read; null: they are not. */
export function readCodec(apiKey: number): AnyCodec | null {
  return read.has(apiKey) ? (codecs.get(apiKey) ?? null) : null
}

/** Reads an answer, without its size. */
export function readAnswer(codec: AnyCodec, version: number, frame: Buffer): WireMessage {
  const reader = new Reader(frame)
  const form = formOf(codec, version)
  reader.int32()
  if (form.isFlexible) reader.tags()
  return codec.response.read(reader, form)
}
