import { describe, expect, test } from 'vitest'
import { endInitialDelay, expireRebalance, expireSession } from '../../../src/model/group/timers.ts'
import { Bench, protocol } from './fixture.ts'

describe('a dynamic member', () => {
  test('is told its id first, and is pending until it comes back with it', () => {
    const bench = new Bench()
    const first = bench.joined(bench.join('A'))
    expect([first.error, first.memberId]).toEqual(['MEMBER_ID_REQUIRED', 'A-0'])
    expect(bench.group.members).toHaveLength(0)
    expect(bench.group.pendingMembers).toEqual([
      { memberId: 'A-0', clientId: 'A', sessionTimeoutMs: 45_000 },
    ])

    const second = bench.joined(bench.join('A', { memberId: 'A-0' }))
    expect(second).toMatchObject({ error: 'NONE', generation: 1, leader: 'A-0', protocol: 'range' })
    expect(bench.group.pendingMembers).toEqual([])
  })

  test('of a client that does not know of this is a member at once', () => {
    const bench = new Bench()
    const joined = bench.joined(bench.join('A', { needsNoId: true }))
    expect(joined).toMatchObject({ error: 'NONE', generation: 1, leader: 'A-0', memberId: 'A-0' })
    expect(bench.group.pendingMembers).toEqual([])
    const second = bench.join('B', { needsNoId: true })
    expect(bench.group.status).toBe('PreparingRebalance')
    bench.join('A', { memberId: 'A-0' })
    expect(bench.joined(second)).toMatchObject({ generation: 2, memberId: 'B-1', leader: 'A-0' })
  })

  test('with an id that nobody gave out is unknown, with or without a group', () => {
    const bench = new Bench()
    expect(bench.error(bench.join('A', { memberId: 'A-7' }))).toBe('UNKNOWN_MEMBER_ID')
    expect(bench.cluster.groups).toHaveLength(0)
    bench.stable('A')
    expect(bench.error(bench.join('B', { memberId: 'B-7' }))).toBe('UNKNOWN_MEMBER_ID')
  })

  test('is refused for a protocol that not all support', () => {
    const bench = new Bench()
    bench.stable('A')
    const protocols = [protocol('roundrobin')]
    expect(bench.error(bench.join('B', { protocols }))).toBe('INCONSISTENT_GROUP_PROTOCOL')
  })

  test('is refused for another protocol type, or none; an Empty group takes any', () => {
    const bench = new Bench()
    bench.stable('A')
    for (const protocolType of ['connect', '']) {
      expect(bench.error(bench.join('B', { protocolType }))).toBe('INCONSISTENT_GROUP_PROTOCOL')
    }
    bench.leave('A-0')
    expect(bench.group).toMatchObject({ status: 'Empty', protocolType: 'consumer' })
    expect(bench.error(bench.join('B', { protocolType: '' }))).toBe('INCONSISTENT_GROUP_PROTOCOL')
    const { memberId } = bench.joined(bench.join('B', { protocolType: 'connect' }))
    bench.join('B', { memberId, protocolType: 'connect' })
    expect(bench.group).toMatchObject({ generation: 3, protocolType: 'connect' })
  })

  test.each([
    [5999, 'INVALID_SESSION_TIMEOUT'],
    [6000, 'MEMBER_ID_REQUIRED'],
    [1_800_000, 'MEMBER_ID_REQUIRED'],
    [1_800_001, 'INVALID_SESSION_TIMEOUT'],
  ])('with a session timeout of %i ms is answered %s', (sessionTimeoutMs, error) => {
    const bench = new Bench()
    expect(bench.error(bench.join('A', { sessionTimeoutMs }))).toBe(error)
  })

  test('is told to wait while the coordinator loads', () => {
    const bench = new Bench()
    bench.cluster.offsets.loading = true
    expect(bench.error(bench.join('A'))).toBe('COORDINATOR_LOAD_IN_PROGRESS')
  })
})

describe('the initial delay', () => {
  test('holds the first join of an Empty group, and everybody gets one generation', () => {
    const bench = new Bench({ 'group.initial.rebalance.delay.ms': 3000 })
    const a = bench.enter('A')
    const b = bench.enter('B')
    expect([bench.error(a.ticket), bench.error(b.ticket)]).toEqual([undefined, undefined])
    expect(bench.group.dueAt).toBe(3000)

    endInitialDelay(bench.cluster, bench.ports, bench.group)
    expect(bench.error(a.ticket), 'extended: B came').toBeUndefined()
    endInitialDelay(bench.cluster, bench.ports, bench.group)
    expect(bench.joined(a.ticket)).toMatchObject({ generation: 1, leader: 'A-0' })
    expect(bench.joined(a.ticket).members.map((one) => one.memberId)).toEqual(['A-0', 'B-1'])
    expect(bench.joined(b.ticket)).toMatchObject({ generation: 1, leader: 'A-0', members: [] })
  })

  test('does not wait for a member that was told its id and never came back', () => {
    const bench = new Bench({ 'group.initial.rebalance.delay.ms': 3000 })
    const a = bench.enter('A')
    bench.join('B')
    endInitialDelay(bench.cluster, bench.ports, bench.group)
    expect(bench.error(a.ticket)).toBe('NONE')
  })

  test('is extended no further than the rebalance timeout', () => {
    const bench = new Bench({ 'group.initial.rebalance.delay.ms': 3000 })
    const { memberId } = bench.joined(bench.join('A'))
    const ticket = bench.join('A', { memberId, rebalanceTimeoutMs: 4000 })
    bench.enter('B')
    endInitialDelay(bench.cluster, bench.ports, bench.group)
    expect(bench.group.dueAt, 'a second of the four is left').toBe(1000)
    bench.enter('C')
    expect(bench.error(ticket)).toBeUndefined()
    endInitialDelay(bench.cluster, bench.ports, bench.group)
    expect(bench.error(ticket)).toBe('NONE')
  })
})

// As in Kafka, where `removePendingMemberAndUpdateClassicGroup` does not ask how it began.
test('the initial delay is over when the session of the last that it waits for is', () => {
  const bench = new Bench({ 'group.initial.rebalance.delay.ms': 3000 })
  const a = bench.enter('A')
  bench.join('B')
  expect(bench.error(a.ticket)).toBeUndefined()
  expireSession(bench.cluster, bench.ports, bench.group, 'B-1')
  expect(bench.joined(a.ticket)).toMatchObject({ error: 'NONE', generation: 1 })
})

describe('the join barrier', () => {
  test('waits for every member, and the old generation stays until all are there', () => {
    const bench = new Bench()
    const [a = ''] = bench.stable('A')
    const b = bench.enter('B')
    expect(bench.group).toMatchObject({ status: 'PreparingRebalance', generation: 1 })
    expect(bench.error(b.ticket)).toBeUndefined()
    bench.join('A', { memberId: a })
    expect(bench.joined(b.ticket)).toMatchObject({ error: 'NONE', generation: 2, leader: a })
    expect(bench.group.status).toBe('CompletingRebalance')
  })

  test('waits for a pending member too', () => {
    const bench = new Bench()
    const [a = ''] = bench.stable('A')
    bench.join('B')
    const again = bench.join('A', { memberId: a })
    expect(bench.error(again)).toBeUndefined()
    bench.join('B', { memberId: 'B-1' })
    expect(bench.error(again)).toBe('NONE')
  })

  test('is given up at the rebalance timeout: who did not join is removed, the leader too', () => {
    const bench = new Bench()
    const [a = '', b = ''] = bench.stable('A', 'B')
    const again = bench.join('B', { memberId: b, protocols: [protocol('range', 'u')] })
    expect(bench.error(again)).toBeUndefined()
    expireRebalance(bench.cluster, bench.ports, bench.group)
    expect(bench.joined(again)).toMatchObject({ generation: 3, leader: b })
    expect(bench.group.members.map((member) => member.memberId)).toEqual([b])
    expect(bench.heartbeat(a, 3)).toBe('UNKNOWN_MEMBER_ID')
  })

  test('leaves an Empty group with a new generation if nobody joined', () => {
    const bench = new Bench()
    bench.stable('A')
    bench.join('B')
    bench.enter('C')
    bench.leave('C-2')
    expireRebalance(bench.cluster, bench.ports, bench.group)
    expect(bench.group).toMatchObject({ status: 'Empty', generation: 2, leader: '', protocol: '' })
  })

  test('a join that replaces a held one breaks the connection of the older one', () => {
    const bench = new Bench()
    const [a = ''] = bench.stable('A')
    const b = bench.enter('B')
    const again = bench.join('B', { memberId: b.memberId })
    bench.join('A', { memberId: a })
    expect([bench.error(b.ticket), bench.error(again)]).toEqual(['DISCONNECTED', 'NONE'])
  })
})

describe('joining again', () => {
  test('a follower with unchanged metadata gets the generation that stands', () => {
    const bench = new Bench()
    const [, b = ''] = bench.stable('A', 'B')
    expect(bench.joined(bench.join('B', { memberId: b }))).toMatchObject({ generation: 2 })
    expect(bench.group.status).toBe('Stable')
  })

  test('the leader, or a follower with other metadata, starts a rebalance', () => {
    const leading = new Bench()
    const [a = ''] = leading.stable('A', 'B')
    leading.join('A', { memberId: a })
    expect(leading.group.status).toBe('PreparingRebalance')

    const { name, metadata } = protocol('range')
    const others = [
      { ...metadata, topics: ['u'] },
      { ...metadata, generation: 2 },
      { ...metadata, owned: [{ topic: 't', partition: 1 }] },
    ]
    for (const other of others) {
      const following = new Bench()
      const [, b = ''] = following.stable('A', 'B')
      following.join('B', { memberId: b, protocols: [{ name, metadata: other }] })
      expect(following.group.status).toBe('PreparingRebalance')
    }
  })

  test('in CompletingRebalance with unchanged metadata gets the same answer again', () => {
    const bench = new Bench()
    const a = bench.enter('A')
    const again = bench.joined(bench.join('A', { memberId: a.memberId }))
    expect(again).toEqual(bench.joined(a.ticket))
    expect(bench.group.status).toBe('CompletingRebalance')
  })
})

test('the protocol with the most votes among those that all support wins', () => {
  const bench = new Bench({ 'group.initial.rebalance.delay.ms': 3000 })
  const names = [
    ['sticky', 'range', 'roundrobin'],
    ['roundrobin', 'range'],
    ['range', 'roundrobin'],
  ]
  names.forEach((list, i) => {
    const protocols = list.map((name) => protocol(name))
    bench.join('M', { protocols })
    bench.join('M', { memberId: `M-${i}`, protocols })
  })
  endInitialDelay(bench.cluster, bench.ports, bench.group)
  endInitialDelay(bench.cluster, bench.ports, bench.group)
  expect(bench.group.protocol).toBe('range')
})
