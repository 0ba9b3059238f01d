import { expect, test } from 'vitest'
import { listGroupsRule } from '../../../src/model/group/list-groups.ts'
import { Bench, groupId } from './fixture.ts'

test('groups have the protocol type of their members; one that only commits has none', () => {
  const bench = new Bench({ 'offsets.topic.replication.factor': 1 })
  const list = (...statuses: readonly string[]) => {
    const request = { api: 'ListGroups', statuses } as const
    return listGroupsRule.handle(bench.cluster, bench.ports, 0, request, bench.ticket())?.groups
  }
  bench.commit('', -1, 5)
  expect(list()).toEqual([{ groupId, protocolType: '', status: 'Empty' }])
  bench.enter('A')
  const status = 'CompletingRebalance'
  expect(list()).toEqual([{ groupId, protocolType: 'consumer', status }])
  expect(list('empty', 'Dead')).toEqual([])
  expect(list('completingrebalance')).toHaveLength(1)
})
