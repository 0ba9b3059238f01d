/** What each file of `apis/` gives: how one API's requests are read and its responses written. */
import type { Reader } from './reader.ts'
import type { Writer } from './writer.ts'

/** A request or a response; `api` is the name of its API, as Kafka names it. */
export interface WireMessage {
  readonly api: string
}

/** The broker's side of one API. Bodies only: headers and frames are for all APIs the same. */
export interface Codec<Request extends WireMessage, Response extends WireMessage> {
  readonly api: Request['api'] & Response['api']
  readonly key: number
  /** The oldest and the newest version spoken. */
  readonly minVersion: number
  readonly maxVersion: number
  /** From which version on it has compact types and tagged fields; absent: no version spoken. */
  readonly flexibleFrom?: number
  decode(reader: Reader, version: number): Request
  encode(writer: Writer, response: Response, version: number): void
}

/** The codec of some API. */
export type AnyCodec = Codec<WireMessage, WireMessage>

/** Whether the version has compact types and tagged fields, in its headers too. */
export function isFlexible({ flexibleFrom }: { flexibleFrom?: number }, version: number): boolean {
  return flexibleFrom !== undefined && version >= flexibleFrom
}

/** Of every response: nobody is ever throttled. */
export const throttleTimeMs = 0
