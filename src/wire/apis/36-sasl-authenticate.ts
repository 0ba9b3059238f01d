/**
 * SaslAuthenticate: who a client is, as bytes of the mechanism.
 *
 * Source: `SaslAuthenticateRequest.json`, `SaslAuthenticateResponse.json` of apache/kafka.
 */
import type { Codec } from '../codec.ts'
import { bytes, int16, int64, message, nullableString, since } from '../schema.ts'

/** What the client says. */
export interface SaslAuthenticateRequest {
  readonly api: 'SaslAuthenticate'
  readonly authBytes: Buffer
}

/** Answers `SaslAuthenticateRequest`. */
export interface SaslAuthenticateResponse {
  readonly api: 'SaslAuthenticate'
  readonly errorCode: number
  readonly errorMessage: string | null
  readonly authBytes: Buffer
  /** After which the client has to say it again; 0: never. */
  readonly sessionLifetimeMs: number
}

/** SaslAuthenticate, as a broker speaks it. */
export const saslAuthenticate: Codec<SaslAuthenticateRequest, SaslAuthenticateResponse> = {
  ...{ api: 'SaslAuthenticate', key: 36, minVersion: 0, maxVersion: 2, flexibleFrom: 2 },
  request: message('SaslAuthenticate', { authBytes: bytes }),
  response: message('SaslAuthenticate', {
    errorCode: int16,
    errorMessage: nullableString,
    authBytes: bytes,
    sessionLifetimeMs: since(1, int64, 0),
  }),
}
