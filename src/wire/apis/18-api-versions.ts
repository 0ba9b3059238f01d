/**
 * ApiVersions, versions 0 to 2: what does this broker speak?
 *
 *     Request  =>
 *     Response => error_code:INT16 [api_keys] throttle_time_ms:INT32     (the last from version 1)
 *       api_keys => api_key:INT16 min_version:INT16 max_version:INT16
 *
 * Behaviour: a version that the broker does not speak is answered too, in version 0 (`apis.ts`).
 * Left out: version 3, which is flexible.
 * Source: `ApiVersionsRequest.json`, `ApiVersionsResponse.json` of apache/kafka.
 */
import { type Codec, throttleTimeMs } from '../codec.ts'

/** ApiVersions, version 0 to 2: what does this broker speak? */
export interface ApiVersionsRequest {
  readonly api: 'ApiVersions'
}

/** One API and the versions of it that a broker speaks. */
export interface ApiVersionRange {
  readonly apiKey: number
  readonly minVersion: number
  readonly maxVersion: number
}

/** Answers `ApiVersionsRequest`. */
export interface ApiVersionsResponse {
  readonly api: 'ApiVersions'
  readonly errorCode: number
  readonly apiKeys: readonly ApiVersionRange[]
}

/** The broker's side of ApiVersions. */
export const apiVersions: Codec<ApiVersionsRequest, ApiVersionsResponse> = {
  ...{ api: 'ApiVersions', key: 18, minVersion: 0, maxVersion: 2 },
  decode: () => ({ api: 'ApiVersions' }),
  encode: (writer, { errorCode, apiKeys }, version) => {
    writer.int16(errorCode)
    writer.int32(apiKeys.length)
    for (const { apiKey, minVersion, maxVersion } of apiKeys) {
      writer.int16(apiKey)
      writer.int16(minVersion)
      writer.int16(maxVersion)
    }
    if (version >= 1) writer.int32(throttleTimeMs)
  },
}
