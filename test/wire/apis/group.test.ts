/** A group's members and their coordinator, against kafkajs' own protocol code. */
import { expect, test } from 'vitest'
import { errorNumber } from '../../../src/wire/error-codes.ts'
import { received, understood } from '../kafkajs-protocol.ts'

const bytes = Buffer.from([0, 1, 255])
const none = Buffer.alloc(0)

test('JoinGroup: the request', async () => {
  const args = {
    ...{ groupId: 'billing', sessionTimeout: 30_000, rebalanceTimeout: 60_000, memberId: '' },
    protocolType: 'consumer',
    groupProtocols: [{ name: 'RoundRobin', metadata: bytes }, { name: 'Empty' }],
  }
  const expected = {
    ...{ api: 'JoinGroup', groupId: 'billing', sessionTimeoutMs: 30_000 },
    ...{ rebalanceTimeoutMs: 60_000, memberId: '', groupInstanceId: null },
    protocolType: 'consumer',
    protocols: [
      { name: 'RoundRobin', metadata: bytes },
      { name: 'Empty', metadata: none },
    ],
  }
  expect(await received('JoinGroup', args)).toEqual(expected)
  expect(await received('JoinGroup', { ...args, memberId: 'm', groupInstanceId: 'i' })).toEqual({
    ...expected,
    memberId: 'm',
    groupInstanceId: 'i',
  })
})

test('JoinGroup: the response', async () => {
  const members = [
    { memberId: 'm-1', groupInstanceId: null, metadata: bytes },
    { memberId: 'm-2', groupInstanceId: 'i-2', metadata: none },
  ]
  const response = {
    ...{ api: 'JoinGroup' as const, errorCode: 0, generationId: 4, protocolName: 'RoundRobin' },
    ...{ leader: 'm-1', memberId: 'm-2', members },
  }
  expect(await understood(response)).toEqual({
    ...{ throttleTime: 0, clientSideThrottleTime: 0, errorCode: 0, generationId: 4 },
    ...{ groupProtocol: 'RoundRobin', leaderId: 'm-1', memberId: 'm-2' },
    members: [
      { memberId: 'm-1', groupInstanceId: null, memberMetadata: bytes },
      { memberId: 'm-2', groupInstanceId: 'i-2', memberMetadata: none },
    ],
  })
  const refused = {
    ...{ ...response, generationId: -1, protocolName: '', leader: '', members: [] },
    errorCode: errorNumber('MEMBER_ID_REQUIRED'),
  }
  await expect(understood(refused)).rejects.toMatchObject({
    name: 'KafkaJSMemberIdRequired',
    memberId: 'm-2',
  })
})

test('SyncGroup', async () => {
  const args = {
    ...{ groupId: 'billing', generationId: 4, memberId: 'm-1' },
    groupAssignment: [{ memberId: 'm-1', memberAssignment: bytes }],
  }
  const expected = {
    ...{ api: 'SyncGroup', groupId: 'billing', generationId: 4, memberId: 'm-1' },
    groupInstanceId: null,
    assignments: [{ memberId: 'm-1', assignment: bytes }],
  }
  expect(await received('SyncGroup', args)).toEqual(expected)
  const follower = { ...args, groupAssignment: [], groupInstanceId: 'i' }
  expect(await received('SyncGroup', follower)).toEqual({
    ...expected,
    groupInstanceId: 'i',
    assignments: [],
  })
  const response = { api: 'SyncGroup' as const, errorCode: 0, assignment: bytes }
  expect(await understood(response)).toMatchObject({ errorCode: 0, memberAssignment: bytes })
  const errorCode = errorNumber('REBALANCE_IN_PROGRESS')
  await expect(understood({ ...response, errorCode, assignment: none })).rejects.toMatchObject({
    type: 'REBALANCE_IN_PROGRESS',
  })
})

test('Heartbeat', async () => {
  const args = { groupId: 'billing', groupGenerationId: 4, memberId: 'm-1' }
  const expected = { api: 'Heartbeat', groupId: 'billing', generationId: 4, memberId: 'm-1' }
  expect(await received('Heartbeat', args)).toEqual({ ...expected, groupInstanceId: null })
  expect(await received('Heartbeat', { ...args, groupInstanceId: 'i' })).toEqual({
    ...expected,
    groupInstanceId: 'i',
  })
  expect(await understood({ api: 'Heartbeat', errorCode: 0 })).toMatchObject({ errorCode: 0 })
  const errorCode = errorNumber('ILLEGAL_GENERATION')
  await expect(understood({ api: 'Heartbeat', errorCode })).rejects.toMatchObject({
    type: 'ILLEGAL_GENERATION',
    retriable: false,
  })
})

test('LeaveGroup', async () => {
  expect(await received('LeaveGroup', { groupId: 'billing', memberId: 'm-1' })).toEqual({
    ...{ api: 'LeaveGroup', groupId: 'billing' },
    members: [{ memberId: 'm-1', groupInstanceId: null }],
  })
  const named = { groupId: 'billing', memberId: 'm-1', groupInstanceId: 'i' }
  expect(await received('LeaveGroup', named)).toMatchObject({
    members: [{ memberId: 'm-1', groupInstanceId: 'i' }],
  })
  const left = { memberId: 'm-1', groupInstanceId: null, errorCode: 0 }
  const response = { api: 'LeaveGroup' as const, errorCode: 0, members: [left] }
  expect(await understood(response)).toMatchObject({ errorCode: 0, members: [left] })
  const unknown = { ...left, errorCode: errorNumber('UNKNOWN_MEMBER_ID') }
  await expect(understood({ ...response, members: [unknown] })).rejects.toMatchObject({
    type: 'UNKNOWN_MEMBER_ID',
  })
})
