/**
 * DescribeConfigs: the settings of topics and brokers.
 *
 * Source: `DescribeConfigsRequest.json`, `DescribeConfigsResponse.json` of apache/kafka.
 */
import type { Codec } from '../codec.ts'
import {
  always,
  array,
  boolean,
  int8,
  int16,
  message,
  nullableArray,
  nullableString,
  string,
  struct,
  throttleTimeMs,
} from '../schema.ts'

/** A resource whose settings are wanted; type 2 is a topic, 4 a broker. */
export interface DescribeConfigsResource {
  readonly resourceType: number
  readonly resourceName: string
  /** Null: all of them. kafkajs sends null for an empty list too. */
  readonly configurationKeys: readonly string[] | null
}

/** Whose settings. */
export interface DescribeConfigsRequest {
  readonly api: 'DescribeConfigs'
  readonly resources: readonly DescribeConfigsResource[]
  readonly includeSynonyms: boolean
}

/** Another place where a setting could come from. */
export interface ConfigSynonym {
  readonly name: string
  readonly value: string | null
  readonly source: number
}

/** A setting; source 5 is the default. */
export interface DescribedConfig {
  readonly name: string
  readonly value: string | null
  readonly readOnly: boolean
  readonly configSource: number
  readonly isSensitive: boolean
  readonly synonyms: readonly ConfigSynonym[]
}

/** The settings of one resource. */
export interface DescribeConfigsResult {
  readonly errorCode: number
  readonly errorMessage: string | null
  readonly resourceType: number
  readonly resourceName: string
  readonly configs: readonly DescribedConfig[]
}

/** Answers `DescribeConfigsRequest`. */
export interface DescribeConfigsResponse {
  readonly api: 'DescribeConfigs'
  readonly results: readonly DescribeConfigsResult[]
}

/** DescribeConfigs, as a broker speaks it. */
export const describeConfigs: Codec<DescribeConfigsRequest, DescribeConfigsResponse> = {
  ...{ api: 'DescribeConfigs', key: 32, minVersion: 1, maxVersion: 4, flexibleFrom: 4 },
  request: message('DescribeConfigs', {
    resources: array(
      struct<DescribeConfigsResource>({
        resourceType: int8,
        resourceName: string,
        configurationKeys: nullableArray(string),
      }),
    ),
    includeSynonyms: boolean,
    _includeDocumentation: always(boolean, false, 3),
  }),
  response: message('DescribeConfigs', {
    _throttleTimeMs: throttleTimeMs(),
    results: array(
      struct<DescribeConfigsResult>({
        errorCode: int16,
        errorMessage: nullableString,
        resourceType: int8,
        resourceName: string,
        configs: array(
          struct<DescribedConfig>({
            name: string,
            value: nullableString,
            readOnly: boolean,
            configSource: int8,
            isSensitive: boolean,
            synonyms: array(
              struct<ConfigSynonym>({ name: string, value: nullableString, source: int8 }),
            ),
            _configType: always(int8, 0, 3),
            _documentation: always(nullableString, null, 3),
          }),
        ),
      }),
    ),
  }),
}
