/** ApiVersions: what does this broker speak? The cluster has no part in it. */
import type { KafkaErrorCode } from '../../model/errors.ts'
import type { Rule } from '../../model/network/rule.ts'
import {
  type ApiVersionRange,
  type ApiVersionsRequest,
  type ApiVersionsResponse,
  apiVersions as codec,
} from '../../wire/apis/18-api-versions.ts'
import type { BrokerApi } from '../broker-api.ts'
import { numberOf } from '../errors.ts'

declare module '../../model/network/requests.ts' {
  interface WireOnlyApis {
    ApiVersions: {
      request: { readonly api: 'ApiVersions' }
      response: { readonly api: 'ApiVersions'; readonly error: KafkaErrorCode }
    }
  }
}

const rule: Rule<'ApiVersions'> = {
  api: 'ApiVersions',
  key: 18,
  coordinator: 'none',
  changes: 'nothing',
  refuse: (_request, error) => ({ api: 'ApiVersions', error }),
  handle: () => ({ api: 'ApiVersions', error: 'NONE' }),
  count: 'errors',
}

/** ApiVersions, between the wire and the model; `spoken` says which APIs there are. */
export function apiVersions(
  spoken: () => readonly ApiVersionRange[],
): BrokerApi<'ApiVersions', ApiVersionsRequest, ApiVersionsResponse> {
  return {
    codec,
    rule,
    traced: false,
    toModel: ({ api }) => ({ api }),
    toWire: ({ api, error }) => ({ api, errorCode: numberOf(error), apiKeys: spoken() }),
  }
}
