/** What kafkajs' admin client asks, against kafkajs' own protocol code. */
import { expect, test } from 'vitest'
import { errorNumber } from '../../../src/wire/error-codes.ts'
import { received, understood } from '../kafkajs-protocol.ts'

const bytes = Buffer.from([0, 1, 255])

test('CreateTopics', async () => {
  const orders = {
    ...{ topic: 'orders', numPartitions: 3, replicationFactor: 2 },
    replicaAssignment: [{ partition: 0, replicas: [1, 2] }],
    configEntries: [
      { name: 'cleanup.policy', value: 'compact' },
      { name: 'retention.ms', value: null },
    ],
  }
  const args = { topics: [orders, { topic: 'plain' }], validateOnly: true, timeout: 9 }
  expect(await received('CreateTopics', args)).toEqual({
    ...{ api: 'CreateTopics', timeoutMs: 9, validateOnly: true },
    topics: [
      {
        ...{ name: 'orders', numPartitions: 3, replicationFactor: 2 },
        assignments: [{ partitionIndex: 0, brokerIds: [1, 2] }],
        configs: orders.configEntries,
      },
      { name: 'plain', numPartitions: -1, replicationFactor: -1, assignments: [], configs: [] },
    ],
  })
  const created = { name: 'orders', errorCode: 0, errorMessage: null }
  const response = { api: 'CreateTopics' as const, topics: [created] }
  expect(await understood(response)).toMatchObject({
    topicErrors: [{ topic: 'orders', errorCode: 0, errorMessage: null }],
  })
  const errorCode = errorNumber('TOPIC_ALREADY_EXISTS')
  const topics = [{ ...created, errorCode, errorMessage: 'it is there' }]
  await expect(understood({ ...response, topics })).rejects.toMatchObject({
    errors: [{ type: 'TOPIC_ALREADY_EXISTS', topic: 'orders' }],
  })
})

test('DeleteTopics', async () => {
  expect(await received('DeleteTopics', { topics: ['a', 'b'], timeout: 9 })).toEqual({
    ...{ api: 'DeleteTopics', topicNames: ['a', 'b'], timeoutMs: 9 },
  })
  const response = (errorCode: number) => ({
    api: 'DeleteTopics' as const,
    responses: [{ name: 'a', errorCode }],
  })
  expect(await understood(response(0))).toMatchObject({
    topicErrors: [{ topic: 'a', errorCode: 0 }],
  })
  await expect(
    understood(response(errorNumber('UNKNOWN_TOPIC_OR_PARTITION'))),
  ).rejects.toMatchObject({ type: 'UNKNOWN_TOPIC_OR_PARTITION' })
})

test('DeleteRecords', async () => {
  const partitions = [
    { partition: 0, offset: '4294967301' },
    { partition: 1, offset: '-1' },
  ]
  const args = { topics: [{ topic: 'a', partitions }], timeout: 9 }
  expect(await received('DeleteRecords', args)).toEqual({
    ...{ api: 'DeleteRecords', timeoutMs: 9 },
    topics: [
      {
        name: 'a',
        partitions: [
          { partitionIndex: 0, offset: 4_294_967_301 },
          { partitionIndex: 1, offset: -1 },
        ],
      },
    ],
  })
  const response = (errorCode: number) => ({
    api: 'DeleteRecords' as const,
    topics: [
      { name: 'a', partitions: [{ partitionIndex: 0, lowWatermark: 4_294_967_301, errorCode }] },
    ],
  })
  expect(await understood(response(0), args)).toMatchObject({
    topics: [{ topic: 'a', partitions: [{ partition: 0, lowWatermark: 4_294_967_301n }] }],
  })
  await expect(
    understood(response(errorNumber('OFFSET_OUT_OF_RANGE')), args),
  ).rejects.toMatchObject({ partitions: [{ error: { type: 'OFFSET_OUT_OF_RANGE' } }] })
})

test('CreatePartitions', async () => {
  const topicPartitions = [
    { topic: 'a', count: 4 },
    { topic: 'b', count: 2, assignments: [[1, 2]] },
  ]
  expect(await received('CreatePartitions', { topicPartitions, timeout: 9 })).toEqual({
    ...{ api: 'CreatePartitions', timeoutMs: 9, validateOnly: false },
    topics: [
      { name: 'a', count: 4, assignments: null },
      { name: 'b', count: 2, assignments: [{ brokerIds: [1, 2] }] },
    ],
  })
  const response = (errorCode: number) => ({
    api: 'CreatePartitions' as const,
    results: [{ name: 'a', errorCode, errorMessage: 'why' }],
  })
  expect(await understood(response(0))).toMatchObject({
    topicErrors: [{ topic: 'a', errorCode: 0, errorMessage: 'why' }],
  })
  await expect(understood(response(errorNumber('INVALID_PARTITIONS')))).rejects.toMatchObject({
    type: 'INVALID_PARTITIONS',
  })
})

test('DescribeGroups', async () => {
  expect(await received('DescribeGroups', { groupIds: ['g', 'h'] })).toEqual({
    ...{ api: 'DescribeGroups', groups: ['g', 'h'] },
  })
  const member = {
    ...{ memberId: 'm', clientId: 'c', clientHost: '/10.0.0.1', memberMetadata: bytes },
    memberAssignment: Buffer.alloc(0),
  }
  const group = { errorCode: 0, groupId: 'g', protocolType: 'consumer', members: [member] }
  const groups = [{ ...group, groupState: 'Stable', protocolData: 'RoundRobin' }]
  expect(await understood({ api: 'DescribeGroups', groups })).toMatchObject({
    groups: [{ ...group, state: 'Stable', protocol: 'RoundRobin' }],
  })
})

test('ListGroups', async () => {
  expect(await received('ListGroups')).toEqual({ api: 'ListGroups', statesFilter: [] })
  const groups = [{ groupId: 'g', protocolType: 'consumer' }]
  const response = { api: 'ListGroups' as const, errorCode: 0, groups }
  expect(await understood(response)).toMatchObject({ errorCode: 0, groups })
})

test('DeleteGroups', async () => {
  expect(await received('DeleteGroups', ['g', 'h'])).toEqual({
    ...{ api: 'DeleteGroups', groupsNames: ['g', 'h'] },
  })
  const results = [
    { groupId: 'g', errorCode: 0 },
    { groupId: 'h', errorCode: errorNumber('NON_EMPTY_GROUP') },
  ]
  expect(await understood({ api: 'DeleteGroups', results }, [])).toMatchObject({
    results: [results[0], { ...results[1], error: { type: 'NON_EMPTY_GROUP' } }],
  })
})

test('DescribeConfigs', async () => {
  const resources = [
    { type: 2, name: 'orders' },
    { type: 4, name: '1', configNames: ['a', 'b'] },
  ]
  expect(await received('DescribeConfigs', { resources, includeSynonyms: true })).toEqual({
    ...{ api: 'DescribeConfigs', includeSynonyms: true },
    resources: [
      { resourceType: 2, resourceName: 'orders', configurationKeys: null },
      { resourceType: 4, resourceName: '1', configurationKeys: ['a', 'b'] },
    ],
  })
  const flags = { readOnly: true, isSensitive: false, configSource: 5 }
  const about = { errorCode: 0, errorMessage: null, resourceType: 2, resourceName: 'orders' }
  const synonyms = [{ name: 'log.retention.ms', value: null, source: 4 }]
  const configs = [{ name: 'retention.ms', value: '7', ...flags, synonyms }]
  const response = { api: 'DescribeConfigs' as const, results: [{ ...about, configs }] }
  const configSynonyms = [{ configName: 'log.retention.ms', configValue: null, configSource: 4 }]
  const entry = { configName: 'retention.ms', configValue: '7', ...flags, configSynonyms }
  expect(await understood(response)).toMatchObject({
    resources: [{ ...about, configEntries: [{ ...entry, isDefault: true }] }],
  })
})
