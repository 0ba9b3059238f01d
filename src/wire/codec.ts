/** What each file of `apis/` gives: how one API's requests are read and its responses written. */
import type { Field, Form } from './schema.ts'

/** A request or a response; `api` is the name of its API, as Kafka names it. */
export interface WireMessage {
  readonly api: string
}

/** One API. Bodies only: headers and frames are for all APIs the same. */
export interface Codec<Request extends WireMessage, Response extends WireMessage> {
  readonly api: Request['api'] & Response['api']
  readonly key: number
  /** The oldest and the newest version spoken. */
  readonly minVersion: number
  readonly maxVersion: number
  /** From which version on it has compact types and tagged fields; absent: no version spoken. */
  readonly flexibleFrom?: number
  readonly request: Field<Request>
  readonly response: Field<Response>
}

/** The codec of some API. */
export type AnyCodec = Codec<WireMessage, WireMessage>

/** How that version is written. */
export function formOf({ flexibleFrom }: { flexibleFrom?: number }, version: number): Form {
  return { version, isFlexible: flexibleFrom !== undefined && version >= flexibleFrom }
}
