import { describe, expect, it } from 'vitest'
import { joinGroupRule } from '../../../src/model/group/join-group.ts'
import type { Request, RequestOf } from '../../../src/model/network/requests.ts'
import { handle, ruleOf } from '../handle.ts'
import { fetchOf, fixture, seen } from './fixture.ts'

const member = {
  groupId: 'ackurate',
  generation: 1,
  memberId: 'A-0',
  groupInstanceId: null,
}
const producer = { transactionalId: 'tx-A', producerId: 0, producerEpoch: 0 }
const partition = { topic: 'orders', partition: 0 }

const ofGroup: readonly Request[] = [
  {
    api: 'JoinGroup',
    clientId: 'A',
    groupId: 'ackurate',
    memberId: 'A-0',
    groupInstanceId: null,
    sessionTimeoutMs: 45_000,
    rebalanceTimeoutMs: 300_000,
    protocols: [],
  },
  { api: 'SyncGroup', ...member, assignments: [] },
  { api: 'Heartbeat', ...member },
  { api: 'LeaveGroup', groupId: 'ackurate', members: [] },
  { api: 'OffsetCommit', ...member, offsets: [], commit: 1 },
  { api: 'OffsetFetch', groupId: 'ackurate', partitions: [], requireStable: true },
  { api: 'TxnOffsetCommit', ...member, ...producer, offsets: [], commit: 1 },
]

const ofTransactions: readonly Request[] = [
  { api: 'InitProducerId', transactionalId: 'tx-A', transactionTimeoutMs: 60_000 },
  { api: 'AddPartitionsToTxn', ...producer, partitions: [] },
  { api: 'AddOffsetsToTxn', ...producer, groupId: 'ackurate' },
  { api: 'EndTxn', ...producer, committed: true },
]

const ofAnybody: readonly Request[] = [
  { api: 'Metadata', describe: null },
  { api: 'FindCoordinator', keyType: 'group', key: 'ackurate' },
  fetchOf(9),
  {
    api: 'ListOffsets',
    isolation: 'read_uncommitted',
    partitions: [{ ...partition, at: 'latest', leaderEpoch: -1 }],
  },
  { api: 'OffsetsForLeaderEpoch', partition, leaderEpoch: 0, currentLeaderEpoch: -1 },
  { api: 'InitProducerId', transactionalId: null, transactionTimeoutMs: 60_000 },
  {
    api: 'Produce',
    transactionalId: null,
    producerId: -1,
    producerEpoch: -1,
    acks: -1,
    partitions: [{ ...partition, baseSequence: -1, records: [] }],
  },
  { api: 'CreateTopics', topics: [{ topic: 'out', partitions: 1 }], validateOnly: false },
  { api: 'CreatePartitions', topics: [{ topic: 'orders', partitions: 3 }], validateOnly: false },
  { api: 'DeleteTopics', topics: ['out'] },
]

describe('a broker', () => {
  it('answers for a group only if it leads its partition of the offsets topic', () => {
    for (const request of ofGroup) {
      const { cluster, ports } = fixture()
      const elsewhere = (cluster.offsets.leader + 1) % cluster.brokers
      expect(handle(cluster, ports, elsewhere, request, 1)).toEqual(
        ruleOf(request).refuse(request, 'NOT_COORDINATOR'),
      )
      const answer = handle(cluster, ports, cluster.offsets.leader, request, 1)
      expect(answer?.error, request.api).not.toBe('NOT_COORDINATOR')
    }
  })

  it('lets the group without a name keep offsets, and nothing else', () => {
    const errors = ofGroup.map((request) => {
      const { cluster, ports } = fixture()
      const nameless = { ...request, groupId: '' } as Request
      return [request.api, handle(cluster, ports, 0, nameless, 1)?.error === 'INVALID_GROUP_ID']
    })
    const free = ['OffsetCommit', 'OffsetFetch', 'TxnOffsetCommit']
    expect(errors).toEqual(ofGroup.map(({ api }) => [api, !free.includes(api)]))
  })

  it('answers for transactional ids only if it is broker 0', () => {
    for (const request of ofTransactions) {
      const { cluster, ports } = fixture()
      expect(handle(cluster, ports, 1, request, 1)?.error).toBe('NOT_COORDINATOR')
      expect(handle(cluster, ports, 0, request, 1)?.error).not.toBe('NOT_COORDINATOR')
    }
  })

  it('answers everybody else whatever it leads, each in its own shape', () => {
    for (const request of ofAnybody) {
      const { cluster, ports } = fixture()
      for (let broker = 0; broker < cluster.brokers; broker++) {
        const answer = handle(cluster, ports, broker, request, 1)
        expect(answer?.api).toBe(request.api)
        expect(answer?.error).not.toBe('NOT_COORDINATOR')
      }
    }
  })

  it('holds a fetch under its ticket', () => {
    const { cluster, ports } = fixture()
    expect(handle(cluster, ports, 0, fetchOf(0), 41)).toBeNull()
    expect(cluster.heldFetches.map((held) => held.ticket)).toEqual([41])
    expect(seen(handle(cluster, ports, 1, fetchOf(0), 42))).toBe('NOT_LEADER_OR_FOLLOWER')
  })

  it('finds the coordinators', () => {
    const { cluster, ports } = fixture()
    const find = (keyType: 'group' | 'transaction') =>
      handle(cluster, ports, 2, { api: 'FindCoordinator', keyType, key: 'x' }, 1)
    expect(find('group')).toMatchObject({ error: 'NONE', broker: cluster.offsets.leader })
    expect(find('transaction')).toMatchObject({ error: 'NONE', broker: 0 })
  })
})

describe('an error response', () => {
  it('has the shape of its request, and the error', () => {
    for (const request of [...ofGroup, ...ofTransactions, ...ofAnybody]) {
      const response = ruleOf(request).refuse(request, 'UNKNOWN_SERVER_ERROR')
      expect([response.api, response.error]).toEqual([request.api, 'UNKNOWN_SERVER_ERROR'])
    }
    expect(
      joinGroupRule.refuse(ofGroup[0] as RequestOf<'JoinGroup'>, 'UNKNOWN_MEMBER_ID'),
    ).toMatchObject({
      memberId: 'A-0',
      generation: -1,
      members: [],
    })
  })
})
