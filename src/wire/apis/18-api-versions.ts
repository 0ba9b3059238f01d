/**
 * ApiVersions: what does this broker speak?
 *
 * Behaviour: a version that the broker does not speak is answered too, in version 0
 * (`decode-request.ts`).
 * Left out: the features of a cluster, which are tagged fields: none is told.
 * Source: `ApiVersionsRequest.json`, `ApiVersionsResponse.json` of apache/kafka.
 */
import type { Codec } from '../codec.ts'
import { always, array, int16, message, string, struct, throttleTimeMs } from '../schema.ts'

/** What does this broker speak? */
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

/** ApiVersions, as a broker speaks it. */
export const apiVersions: Codec<ApiVersionsRequest, ApiVersionsResponse> = {
  ...{ api: 'ApiVersions', key: 18, minVersion: 0, maxVersion: 4, flexibleFrom: 3 },
  request: message('ApiVersions', {
    _clientSoftwareName: always(string, '', 3),
    _clientSoftwareVersion: always(string, '', 3),
  }),
  response: message('ApiVersions', {
    errorCode: int16,
    apiKeys: array(
      struct<ApiVersionRange>({ apiKey: int16, minVersion: int16, maxVersion: int16 }),
    ),
    _throttleTimeMs: throttleTimeMs(1),
  }),
}
