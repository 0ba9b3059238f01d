/**
 * Every version of every message, against Kafka's own description: what Kafka would write is read
 * to its end, and written again to the same bytes.
 */
import { expect, test } from 'vitest'
import { apis } from '../../src/broker/apis.ts'
import { formOf } from '../../src/wire/codec.ts'
import { Reader } from '../../src/wire/reader.ts'
import { Writer } from '../../src/wire/writer.ts'
import { type Choice, kafkaBytes, kafkaMessages } from './kafka-messages.ts'

const notAsked = -(2 ** 31)

/** What is on the wire and in no value of ours: always the same. */
const always: Readonly<Record<string, number | string | boolean>> = {
  ...{ 'ProduceResponse.RecordErrors': 'empty', 'ProduceResponse.ErrorMessage': 'empty' },
  'FetchRequest.LastFetchedEpoch': -1,
  'MetadataRequest.IncludeClusterAuthorizedOperations': false,
  'MetadataRequest.IncludeTopicAuthorizedOperations': false,
  'MetadataResponse.TopicAuthorizedOperations': notAsked,
  'MetadataResponse.ClusterAuthorizedOperations': notAsked,
  ...{ 'OffsetCommitRequest.RetentionTimeMs': -1, 'OffsetCommitRequest.CommitTimestamp': -1 },
  ...{ 'JoinGroupRequest.Reason': 'empty', 'LeaveGroupRequest.Reason': 'empty' },
  'DescribeGroupsRequest.IncludeAuthorizedOperations': false,
  'DescribeGroupsResponse.AuthorizedOperations': notAsked,
  'ApiVersionsRequest.ClientSoftwareName': 'empty',
  'ApiVersionsRequest.ClientSoftwareVersion': 'empty',
  'DescribeConfigsRequest.IncludeDocumentation': false,
  ...{ 'DescribeConfigsResponse.ConfigType': 0, 'DescribeConfigsResponse.Documentation': 'empty' },
}

const choice: Choice = (field) => {
  return field.endsWith('.ThrottleTimeMs') ? 0 : (always[field] ?? null)
}

const shapes = [
  { items: 2, nulls: false },
  { items: 1, nulls: true },
  { items: 0, nulls: false },
]

test.each(kafkaMessages())('$api $kind', (message) => {
  const found = apis.find(({ codec }) => codec.api === message.api)
  if (found === undefined) throw new Error(`no API ${message.api}`)
  const { codec } = found
  const field = message.kind === 'Request' ? codec.request : codec.response
  for (let version = codec.minVersion; version <= codec.maxVersion; version++) {
    const form = formOf(codec, version)
    expect(form.isFlexible).toBe(version >= message.flexible.from && message.flexible.to > 0)
    for (const shape of shapes) {
      const bytes = kafkaBytes(message, version, choice, shape)
      const reader = new Reader(bytes)
      const value = field.read(reader, form)
      reader.end()
      const writer = new Writer()
      field.write(writer, value as never, form)
      expect(writer.finish(), `version ${version}: ${JSON.stringify(value)}`).toEqual(bytes)
    }
  }
})

test('every API is described', () => {
  const described = kafkaMessages().map(({ api, kind }) => `${api} ${kind}`)
  const spoken = apis.flatMap(({ codec: { api } }) => [`${api} Request`, `${api} Response`])
  expect(described.sort()).toEqual(spoken.sort())
})
