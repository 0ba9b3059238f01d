/**
 * ApiVersions: what does this broker speak? The cluster has no part in it.
 *
 * Behaviour: of Produce versions are told that are not spoken, as by brokers of 4.0 and later:
 * without them librdkafka does not compress. Of SaslHandshake, too: librdkafka 2.0 looks for
 * version 0, and asks in version 1.
 * Source: KAFKA-18659; `ApiKeys.PRODUCE_API_VERSIONS_RESPONSE_MIN_VERSION`; `rdkafka_feature.c`.
 */
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
    toWire: ({ api, error }) => ({ api, errorCode: numberOf(error), apiKeys: spoken().map(told) }),
  }
}

/** Produce and SaslHandshake. */
const toldFromZero: readonly number[] = [0, 17]

function told(range: ApiVersionRange): ApiVersionRange {
  return toldFromZero.includes(range.apiKey) ? { ...range, minVersion: 0 } : range
}
