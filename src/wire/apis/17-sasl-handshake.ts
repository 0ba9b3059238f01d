/**
 * SaslHandshake: by which mechanism a client is going to say who it is.
 *
 * Left out: version 0, after which tokens come that are no requests.
 * Source: `SaslHandshakeRequest.json`, `SaslHandshakeResponse.json` of apache/kafka (KIP-152).
 */
import type { Codec } from '../codec.ts'
import { array, int16, message, string } from '../schema.ts'

/** The mechanism. */
export interface SaslHandshakeRequest {
  readonly api: 'SaslHandshake'
  readonly mechanism: string
}

/** Answers `SaslHandshakeRequest`, with the mechanisms that there are. */
export interface SaslHandshakeResponse {
  readonly api: 'SaslHandshake'
  readonly errorCode: number
  readonly mechanisms: readonly string[]
}

/** SaslHandshake, as a broker speaks it. */
export const saslHandshake: Codec<SaslHandshakeRequest, SaslHandshakeResponse> = {
  ...{ api: 'SaslHandshake', key: 17, minVersion: 1, maxVersion: 1 },
  request: message('SaslHandshake', { mechanism: string }),
  response: message('SaslHandshake', { errorCode: int16, mechanisms: array(string) }),
}
