/** What each file of `apis/` gives: how one API's requests are read and its responses written. */
import type { WireApi, WireRequestOf, WireResponseOf } from './messages.ts'
import type { Reader } from './reader.ts'
import type { Writer } from './writer.ts'

/** The broker's side of one API. Bodies only: headers and frames are `apis.ts`'. */
export interface Codec<A extends WireApi> {
  readonly api: A
  readonly key: number
  /** The oldest and the newest version spoken. */
  readonly minVersion: number
  readonly maxVersion: number
  readonly decode: (reader: Reader) => WireRequestOf<A>
  readonly encode: (writer: Writer, response: WireResponseOf<A>, version: number) => void
}

/** Of every response: nobody is ever throttled. */
export const throttleTimeMs = 0
