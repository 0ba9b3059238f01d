import { expect, test } from 'vitest'
import { deleteGroupsRule } from '../../../src/model/group/delete-groups.ts'
import { groupId as watched } from '../../../src/model/scenario.ts'
import { Bench, groupId } from './fixture.ts'

function remove(bench: Bench, ...groups: readonly string[]) {
  const request = { api: 'DeleteGroups', groups } as const
  return deleteGroupsRule.handle(bench.cluster, bench.ports, 0, request, bench.ticket())?.each
}

const simple = () => {
  const bench = new Bench({ 'offsets.topic.replication.factor': 1 })
  bench.commit('', -1, 5)
  return bench
}

test('a group without members goes with its offsets', () => {
  const bench = simple()
  expect(remove(bench, groupId, 'unheard-of')).toEqual(['NONE', 'GROUP_ID_NOT_FOUND'])
  expect([bench.fetch(), bench.cluster.groups]).toEqual([[], []])
  expect(remove(bench, groupId)).toEqual(['GROUP_ID_NOT_FOUND'])
})

test('offsets of a transaction under way go, too', () => {
  const bench = simple()
  const { offsets } = bench.cluster
  const entry = { topic: 't', partition: 1, offset: 9, leaderEpoch: -1, metadata: '' }
  offsets.pending.push({ groupId, producerId: 1, commit: 0, entry, position: 0 })
  remove(bench, groupId)
  expect(offsets.pending).toEqual([])
})

test('one with members stays', () => {
  const bench = simple()
  bench.join('A')
  bench.join('A', { memberId: 'A-0' })
  expect(remove(bench, groupId)).toEqual(['NON_EMPTY_GROUP'])
})

test('the group that a run is judged by stays whatever happens', () => {
  expect(remove(simple(), watched)).toEqual(['GROUP_AUTHORIZATION_FAILED'])
})
