/**
 * Requests from bytes, whatever their API.
 *
 * Behaviour: a version of ApiVersions that is not spoken is answered in version 0 with
 * UNSUPPORTED_VERSION and the versions of ApiVersions itself, so that the client can ask again; for
 * every other refusal a broker closes the connection.
 * Source: C.10; `RequestContext.parseRequest`, `ApiVersionsResponse` of apache/kafka (KIP-511).
 */
import { apiName } from './api-names.ts'
import { apiVersions } from './apis/18-api-versions.ts'
import { type AnyCodec, formOf, type WireMessage } from './codec.ts'
import { encodeResponse } from './encode-response.ts'
import { errorNumber } from './error-codes.ts'
import { type RequestHeader, readRequestHeader } from './frame.ts'
import { MalformedRequest } from './malformed-request.ts'
import { Reader } from './reader.ts'

/** A request that was understood. */
export interface DecodedRequest extends RequestHeader {
  readonly kind: 'request'
  readonly request: WireMessage
}

/** A version of ApiVersions that is not spoken: send `response`, the connection stays. */
export interface UnsupportedApiVersions extends RequestHeader {
  readonly kind: 'unsupported-api-versions'
  readonly response: Buffer
}

/** An API, or a version of one, that is not spoken: close the connection. */
export interface UnsupportedRequest extends RequestHeader {
  readonly kind: 'unknown-api' | 'unsupported-version'
  /** Says which, by Kafka's name. */
  readonly reason: string
}

/** Bytes that are no request: close the connection. */
export interface MalformedFrame {
  readonly kind: 'malformed'
  readonly reason: string
}

/** What a frame turns out to be. */
export type Decoded = DecodedRequest | UnsupportedApiVersions | UnsupportedRequest | MalformedFrame

/** The APIs that are spoken, by their keys. */
export type Codecs = ReadonlyMap<number, AnyCodec>

/** Reads a frame (without its size). Bytes in the result are views of the frame. Never throws. */
export function decodeRequest(codecs: Codecs, frame: Buffer): Decoded {
  try {
    return decode(codecs, frame)
  } catch (error) {
    if (error instanceof MalformedRequest) return { kind: 'malformed', reason: error.message }
    throw error
  }
}

function decode(codecs: Codecs, frame: Buffer): Decoded {
  const reader = new Reader(frame)
  const header = readRequestHeader(reader)
  const { apiKey, apiVersion, correlationId } = header
  const codec = codecs.get(apiKey)
  if (codec === undefined) {
    return { kind: 'unknown-api', ...header, reason: `${apiName(apiKey)} is not answered here` }
  }
  if (apiVersion < codec.minVersion || apiVersion > codec.maxVersion) {
    if (apiKey === apiVersions.key) {
      const response = refuseApiVersions(correlationId)
      return { kind: 'unsupported-api-versions', ...header, response }
    }
    const reason = `version ${apiVersion} of ${codec.api} is not answered here`
    return { kind: 'unsupported-version', ...header, reason }
  }
  const form = formOf(codec, apiVersion)
  if (form.isFlexible) reader.tags()
  const request = codec.request.read(reader, form)
  reader.end()
  return { kind: 'request', ...header, request }
}

function refuseApiVersions(correlationId: number): Buffer {
  const { key, minVersion, maxVersion } = apiVersions
  return encodeResponse(apiVersions, 0, correlationId, {
    api: 'ApiVersions',
    errorCode: errorNumber('UNSUPPORTED_VERSION'),
    apiKeys: [{ apiKey: key, minVersion, maxVersion }],
  })
}
