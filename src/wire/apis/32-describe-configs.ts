/**
 * DescribeConfigs, version 2: the settings of topics and brokers.
 *
 *     Request  => [resources] include_synonyms:BOOLEAN
 *       resources => resource_type:INT8 resource_name:STRING
 *                    configuration_keys:[STRING] (nullable list)
 *     Response => throttle_time_ms:INT32 [results]
 *       results => error_code:INT16 error_message:NULLABLE_STRING resource_type:INT8
 *                  resource_name:STRING [configs]
 *         configs => name:STRING value:NULLABLE_STRING read_only:BOOLEAN config_source:INT8
 *                    is_sensitive:BOOLEAN [synonyms]
 *           synonyms => name:STRING value:NULLABLE_STRING source:INT8
 *
 * Source: `DescribeConfigsRequest.json`, `DescribeConfigsResponse.json` of apache/kafka.
 */
import { type Codec, throttleTimeMs } from '../codec.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** A resource whose settings are wanted; type 2 is a topic, 4 a broker. */
export interface DescribeConfigsResource {
  readonly resourceType: number
  readonly resourceName: string
  /** Null: all of them. kafkajs sends null for an empty list too. */
  readonly configurationKeys: readonly string[] | null
}

/** DescribeConfigs, version 2. */
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

/** The broker's side of DescribeConfigs. */
export const describeConfigs: Codec<DescribeConfigsRequest, DescribeConfigsResponse> = {
  ...{ api: 'DescribeConfigs', key: 32, minVersion: 2, maxVersion: 2 },
  decode: (reader) => ({
    api: 'DescribeConfigs',
    resources: reader.array(readResource),
    includeSynonyms: reader.boolean(),
  }),
  encode: (writer, { results }) => {
    writer.int32(throttleTimeMs)
    writer.int32(results.length)
    for (const result of results) writeResult(writer, result)
  },
}

function readResource(reader: Reader): DescribeConfigsResource {
  return {
    resourceType: reader.int8(),
    resourceName: reader.string(),
    configurationKeys: reader.nullableArray(readKey),
  }
}

function readKey(reader: Reader): string {
  return reader.string()
}

function writeResult(writer: Writer, result: DescribeConfigsResult): void {
  writer.int16(result.errorCode)
  writer.nullableString(result.errorMessage)
  writer.int8(result.resourceType)
  writer.string(result.resourceName)
  writer.int32(result.configs.length)
  for (const config of result.configs) writeConfig(writer, config)
}

function writeConfig(writer: Writer, config: DescribedConfig): void {
  writer.string(config.name)
  writer.nullableString(config.value)
  writer.boolean(config.readOnly)
  writer.int8(config.configSource)
  writer.boolean(config.isSensitive)
  writer.int32(config.synonyms.length)
  for (const { name, value, source } of config.synonyms) {
    writer.string(name)
    writer.nullableString(value)
    writer.int8(source)
  }
}
