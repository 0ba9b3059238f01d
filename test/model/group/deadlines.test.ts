import { describe, expect, it } from 'vitest'
import { finishLoading, moveCoordinator } from '../../../src/model/cluster/offsets-failover.ts'
import { fireDeadlines } from '../../../src/model/group/deadlines.ts'
import { groupId, protocol, share } from './fixture.ts'
import { alone, rebalancing, sessionTimeoutMs, Timed } from './timed.ts'

describe('a session', () => {
  it('ends its timeout after the member was last heard, and not a moment before', () => {
    const timed = alone()
    expect(timed.next).toBe(sessionTimeoutMs)
    timed.until(3000)
    expect(timed.beat('A-0')).toBe('NONE')
    timed.until(12_999)
    expect(timed.memberIds).toEqual(['A-0'])
    timed.until(13_000)
    expect(timed.memberIds).toEqual([])
    expect(timed.group.status).toBe('Empty')
    expect(timed.next).toBe(Number.POSITIVE_INFINITY)
    expect(timed.beat('A-0')).toBe('UNKNOWN_MEMBER_ID')
  })

  it('is refreshed by a commit', () => {
    const timed = alone()
    timed.until(3000)
    const entry = { topic: 't', partition: 0, offset: 1, leaderEpoch: -1, metadata: '' }
    const of = { groupId, generation: 1, memberId: 'A-0', groupInstanceId: null }
    timed.send({ api: 'OffsetCommit', ...of, offsets: [entry], commit: 0 })
    expect(timed.next).toBe(13_000)
  })

  it('is not refreshed by what is refused', () => {
    const timed = alone()
    timed.until(3000)
    expect(timed.beat('A-0', 7)).toBe('ILLEGAL_GENERATION')
    expect(timed.joinAs('A', 'A-0', { protocols: [] })?.error).toBe('INCONSISTENT_GROUP_PROTOCOL')
    expect(timed.next).toBe(sessionTimeoutMs)
  })

  it('is refreshed by a heartbeat that sends its member back to join', () => {
    const timed = rebalancing()
    timed.until(4000)
    expect(timed.beat('A-0')).toBe('REBALANCE_IN_PROGRESS')
    expect(timed.next).toBe(14_000)
  })

  it('does not run while a join is held, and begins with its answer', () => {
    const timed = rebalancing()
    timed.joinAs('A', 'A-0')
    timed.syncAs('A-0', share('A-0', 0), share('B-1', 1))
    timed.syncAs('B-1')
    timed.joinAs('B', 'B-1', { protocols: [protocol('range', 'other')] })
    expect(timed.group.status).toBe('PreparingRebalance')
    for (const time of [9000, 17_000, 25_000]) {
      timed.until(time)
      timed.beat('A-0')
    }
    expect(timed.memberIds).toEqual(['A-0', 'B-1'])
    timed.joinAs('A', 'A-0')
    expect(timed.group.status).toBe('CompletingRebalance')
    expect(timed.next).toBe(35_000)
  })

  it('does not run while a sync is held, and begins with its answer', () => {
    const timed = rebalancing()
    timed.joinAs('A', 'A-0')
    expect(timed.syncAs('B-1')).toBeNull()
    timed.until(8000)
    timed.beat('A-0')
    timed.until(15_000)
    expect(timed.memberIds).toEqual(['A-0', 'B-1'])
    timed.syncAs('A-0', share('A-0', 0), share('B-1', 1))
    expect([timed.sessionEnds.get('A-0'), timed.sessionEnds.get('B-1')]).toEqual([25_000, 25_000])
    timed.until(24_999)
    expect(timed.memberIds).toEqual(['A-0', 'B-1'])
    timed.until(25_000)
    expect(timed.memberIds).toEqual([])
  })

  it('of a member that is new in a long join phase ends after five minutes', () => {
    const timed = alone()
    timed.joinAs('B')
    timed.joinAs('B', 'B-1', { rebalanceTimeoutMs: 900_000 })
    for (let time = 5000; time < 300_000; time += 5000) {
      timed.until(time)
      expect(timed.beat('A-0')).toBe('REBALANCE_IN_PROGRESS')
    }
    expect(timed.memberIds).toEqual(['A-0', 'B-1'])
    timed.until(300_000)
    expect(timed.memberIds).toEqual(['A-0'])
  })

  it('of an id that was given out ends, and the join phase that waited for it', () => {
    const timed = alone()
    timed.until(1000)
    expect(timed.joinAs('B')?.error).toBe('MEMBER_ID_REQUIRED')
    timed.until(6000)
    timed.joinAs('A', 'A-0', { protocols: [protocol('range', 'other')] })
    expect(timed.group.status).toBe('PreparingRebalance')
    timed.until(11_000)
    expect(timed.group.pendingMembers).toEqual([])
    expect([timed.group.status, timed.group.generation]).toEqual(['CompletingRebalance', 2])
    expect(timed.joinAs('B', 'B-1')?.error).toBe('UNKNOWN_MEMBER_ID')
  })

  it('begins anew where a new coordinator has loaded, and does not run until then', () => {
    const timed = alone()
    timed.until(4000)
    moveCoordinator(timed.cluster, timed.ports, 1, 0)
    expect(timed.next).toBe(Number.POSITIVE_INFINITY)
    timed.until(50_000)
    finishLoading(timed.cluster, timed.ports)
    expect(timed.memberIds).toEqual(['A-0'])
    expect(timed.next).toBe(60_000)
    timed.until(60_000)
    expect(timed.memberIds).toEqual([])
  })
})

describe('a phase', () => {
  it('of a first join waits, and longer where somebody new comes', () => {
    const timed = new Timed({ 'group.initial.rebalance.delay.ms': 3000 })
    timed.joinAs('A')
    timed.joinAs('A', 'A-0')
    expect(timed.next).toBe(3000)
    timed.until(2000)
    timed.joinAs('B')
    timed.joinAs('B', 'B-1')
    timed.until(5999)
    expect(timed.group.status).toBe('PreparingRebalance')
    timed.until(6000)
    expect(timed.group.status).toBe('CompletingRebalance')
    expect(timed.sessionEnds.get('A-0')).toBe(6000 + sessionTimeoutMs)
  })

  it('of joining ends without the member that only sends heartbeats', () => {
    const timed = rebalancing()
    for (let time = 5000; time <= 60_000; time += 5000) {
      timed.until(time)
      expect(timed.beat('A-0')).toBe('REBALANCE_IN_PROGRESS')
    }
    timed.until(60_999)
    expect(timed.memberIds).toEqual(['A-0', 'B-1'])
    timed.until(61_000)
    expect(timed.memberIds).toEqual(['B-1'])
    expect(timed.group.leader).toBe('B-1')
  })

  it('of syncing ends without the member that does not sync', () => {
    const timed = rebalancing()
    timed.joinAs('A', 'A-0')
    timed.syncAs('A-0', share('A-0', 0))
    for (let time = 5000; time <= 60_000; time += 5000) {
      timed.until(time)
      for (const memberId of ['A-0', 'B-1']) expect(timed.beat(memberId)).toBe('NONE')
    }
    timed.until(61_000)
    expect(timed.memberIds).toEqual(['A-0'])
    expect(timed.group.status).toBe('PreparingRebalance')
  })

  it('lets time pass where its timeout is zero and nobody comes', () => {
    const timed = new Timed()
    const join = (client: string, groupInstanceId: string, memberId = '') =>
      timed.joinAs(client, memberId, { rebalanceTimeoutMs: 0, groupInstanceId })
    join('A', 'one')
    timed.sync('A-0', 1)
    join('B', 'two')
    join('A', 'one', 'A-0')
    timed.sync('A-0', 2, { groupInstanceId: 'one' })
    timed.sync('B-1', 2, { groupInstanceId: 'two' })
    expect(timed.leave('B-1', 'two')).toBe('NONE')
    expect([timed.group.status, timed.group.dueAt]).toEqual(['PreparingRebalance', 0])
    fireDeadlines(timed.cluster, timed.ports, timed.sessionEnds)
    expect(timed.next).toBe(1)
    expect(timed.memberIds).toEqual(['A-0'])
  })
})

describe('what is due', () => {
  it('is a transaction, too', () => {
    const timed = new Timed()
    const init = { api: 'InitProducerId', transactionalId: 'tx' } as const
    timed.send({ ...init, transactionTimeoutMs: 20_000 })
    expect(timed.next).toBe(Number.POSITIVE_INFINITY)
    timed.until(500)
    const producer = { transactionalId: 'tx', producerId: 0, producerEpoch: 0 }
    timed.send({ api: 'AddPartitionsToTxn', ...producer, partitions: [] })
    timed.until(20_499)
    expect(timed.cluster.transactionalIds[0]).toMatchObject({ status: 'Ongoing', epoch: 0 })
    timed.until(20_500)
    expect(timed.cluster.transactionalIds[0]).toMatchObject({ status: 'PrepareAbort', epoch: 1 })
    expect(timed.next).toBe(Number.POSITIVE_INFINITY)
  })

  it('happens in order of time, and what is due at one time in order of creation', () => {
    const timed = alone()
    const happened: string[] = []
    timed.timing.transactionEnded = (producerId) => happened.push(`transaction ${producerId}`)
    const { respond } = timed.timing
    timed.timing.respond = (ticket, response) => {
      happened.push(`answer ${ticket}`)
      respond(ticket, response)
    }
    const timeouts = [12_000, 9000, sessionTimeoutMs, sessionTimeoutMs]
    for (const [producerId, transactionTimeoutMs] of timeouts.entries()) {
      const transactionalId = `tx-${producerId}`
      timed.send({ api: 'InitProducerId', transactionalId, transactionTimeoutMs })
      const producer = { transactionalId, producerId, producerEpoch: 0 }
      timed.send({ api: 'AddPartitionsToTxn', ...producer, partitions: [] })
    }
    timed.now = 1
    timed.joinAs('B')
    timed.joinAs('B', 'B-1')
    const join = timed.group.members[1]?.joinTicket
    timed.now = 11_999
    fireDeadlines(timed.cluster, timed.timing, timed.sessionEnds)
    expect(happened).toEqual(['transaction 1', `answer ${join}`, 'transaction 2', 'transaction 3'])
    expect(timed.memberIds).toEqual(['B-1'])
    expect(timed.next).toBe(12_000)
  })
})
