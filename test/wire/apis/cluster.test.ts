/** Versions, metadata and coordinators, against kafkajs' own protocol code. */
import { expect, test } from 'vitest'
import { apis, spokenVersions } from '../../../src/broker/apis.ts'
import type { FoundCoordinator } from '../../../src/wire/apis/10-find-coordinator.ts'
import { errorNumber } from '../../../src/wire/error-codes.ts'
import { exchange, received, understood } from '../kafkajs-protocol.ts'

test('ApiVersions', async () => {
  expect(await received('ApiVersions')).toEqual({ api: 'ApiVersions' })
  expect(
    await understood({ api: 'ApiVersions', errorCode: 0, apiKeys: spokenVersions }),
  ).toMatchObject({ errorCode: 0, apiVersions: spokenVersions, clientSideThrottleTime: 0 })
})

test('kafkajs picks the versions it would pick with any broker of our days', () => {
  const picked = {
    ...{ Produce: 7, Fetch: 11, ListOffsets: 3, Metadata: 6, OffsetCommit: 5, OffsetFetch: 4 },
    ...{ FindCoordinator: 2, JoinGroup: 5, Heartbeat: 3, LeaveGroup: 3, SyncGroup: 3 },
    ...{ DescribeGroups: 2, ListGroups: 2, ApiVersions: 2, CreateTopics: 3, DeleteTopics: 1 },
    ...{ DeleteRecords: 1, SaslHandshake: 1, SaslAuthenticate: 1 },
    ...{ InitProducerId: 1, AddPartitionsToTxn: 1, AddOffsetsToTxn: 1, EndTxn: 1 },
    ...{ TxnOffsetCommit: 1, DescribeConfigs: 2, CreatePartitions: 1, DeleteGroups: 1 },
  } as const
  const spoken = apis.map(({ codec }) => codec.api).filter((api) => api !== 'OffsetDelete')
  expect(Object.keys(picked).sort()).toEqual([...spoken].sort())
  for (const api of Object.keys(picked) as (keyof typeof picked)[]) {
    const args = api === 'DeleteGroups' ? [] : {}
    expect([api, exchange(api, args).request.apiVersion]).toEqual([api, picked[api]])
  }
})

test('Metadata: all topics, and some', async () => {
  expect(await received('Metadata', { topics: [] })).toEqual({
    api: 'Metadata',
    topics: null,
    allowAutoTopicCreation: true,
  })
  expect(
    await received('Metadata', { topics: ['orders', 'größe'], allowAutoTopicCreation: false }),
  ).toEqual({
    api: 'Metadata',
    topics: [{ name: 'orders' }, { name: 'größe' }],
    allowAutoTopicCreation: false,
  })
})

test('Metadata: brokers, topics, partitions', async () => {
  const partition = {
    ...{ errorCode: 0, partitionIndex: 3, leaderId: 2, replicaNodes: [2, 1], isrNodes: [2] },
    offlineReplicas: [1],
  }
  const response = {
    api: 'Metadata' as const,
    brokers: [
      { nodeId: 1, host: 'broker-1', port: 9092, rack: null },
      { nodeId: 2, host: 'broker-2', port: 9093, rack: 'east' },
    ],
    clusterId: 'simulated',
    controllerId: 2,
    topics: [{ errorCode: 0, name: 'orders', isInternal: false, partitions: [partition] }],
  }
  expect(await understood(response)).toEqual({
    ...{ throttleTime: 0, clientSideThrottleTime: 0, clusterId: 'simulated', controllerId: 2 },
    brokers: response.brokers,
    topicMetadata: [
      {
        ...{ topicErrorCode: 0, topic: 'orders', isInternal: false },
        partitionMetadata: [
          {
            ...{ partitionErrorCode: 0, partitionId: 3, leader: 2, replicas: [2, 1], isr: [2] },
            offlineReplicas: [1],
          },
        ],
      },
    ],
  })
  const lost = { ...partition, errorCode: errorNumber('LEADER_NOT_AVAILABLE'), leaderId: -1 }
  const topics = [{ errorCode: 0, name: 'orders', isInternal: false, partitions: [lost] }]
  await expect(understood({ ...response, clusterId: null, topics })).rejects.toMatchObject({
    type: 'LEADER_NOT_AVAILABLE',
  })
})

test('FindCoordinator', async () => {
  const args = { groupId: 'billing', coordinatorType: 1 }
  expect(await received('FindCoordinator', args)).toEqual({
    api: 'FindCoordinator',
    keys: ['billing'],
    keyType: 1,
  })
  const found = { nodeId: 3, host: 'broker-3', port: 9094 }
  const response = (one: Partial<FoundCoordinator>) => ({
    api: 'FindCoordinator' as const,
    coordinators: [{ key: 'billing', errorCode: 0, errorMessage: null, ...found, ...one }],
  })
  expect(await understood(response({}))).toMatchObject({
    errorMessage: null,
    coordinator: { nodeId: 3, host: 'broker-3', port: 9094 },
  })
  const errorCode = errorNumber('COORDINATOR_NOT_AVAILABLE')
  await expect(
    understood(response({ errorCode, errorMessage: 'no', nodeId: -1, host: '', port: -1 })),
  ).rejects.toMatchObject({ type: 'GROUP_COORDINATOR_NOT_AVAILABLE' })
})
