/** What real brokers tell of groups (`conformance/`). */
import { expect, test } from 'vitest'
import { describeGroupsRule } from '../../../src/model/group/describe-groups.ts'
import { groupId, share } from './fixture.ts'
import { alone, type Timed } from './timed.ts'

function described({ cluster, timing, ...timed }: Timed) {
  const request = { api: 'DescribeGroups', groups: [groupId] } as const
  const ticket = Object.keys(timed).length
  const answer = describeGroupsRule.handle(cluster, timing, 0, request, ticket)
  return answer?.groups[0]
}

test('assignor and metadata are told of a Stable group only', () => {
  const timed = alone()
  expect(described(timed)).toMatchObject({ status: 'Stable', protocol: 'range' })
  expect(described(timed)?.members[0]?.metadata).not.toBeNull()
  timed.joinAs('B')
  timed.joinAs('B', 'B-1')
  expect(described(timed)).toMatchObject({ status: 'PreparingRebalance', protocol: '' })
  expect(described(timed)?.members[0]?.metadata).toBeNull()
})

test.each([
  ['4', [share('A-0', 0).partitions, []]],
  ['3.9', [[], []]],
] as const)('assignments of a group that rebalances are told on %s: %j', (version, assignments) => {
  const timed = alone({ 'broker.version': version })
  timed.joinAs('B')
  timed.joinAs('B', 'B-1')
  expect(described(timed)?.members.map(({ assignment }) => assignment)).toEqual(assignments)
})

test('a group that nobody has used is Dead, and speaks nothing', () => {
  const timed = alone()
  timed.cluster.groups.length = 0
  expect(described(timed)).toMatchObject({ status: 'Dead', protocolType: '' })
})
