/** What the answer to a heartbeat does to a client that may have moved on since it was sent. */
import { describe, expect, it } from 'vitest'
import {
  onHeartbeat,
  pollIntervalExpired,
  sendHeartbeat,
} from '../../../src/model/consumer/heartbeat.ts'
import type { KafkaErrorCode } from '../../../src/model/errors.ts'
import { createMember } from './fixture.ts'

/** A member of generation 2 after the answer to a heartbeat that it sent with that generation. */
function answered(error: KafkaErrorCode, sentGeneration = 2, joining = false) {
  const { world, instance, consumer } = createMember()
  sendHeartbeat(world, instance)
  if (joining) consumer.membership = 'joining'
  const response = { api: 'Heartbeat', error } as const
  onHeartbeat(world, instance, consumer.heartbeatTicket, sentGeneration, response)
  return consumer
}

describe('the answer to a heartbeat', () => {
  it('A.7.5: REBALANCE_IN_PROGRESS makes a stable member join again, and no other', () => {
    expect(answered('REBALANCE_IN_PROGRESS').rejoinNeeded).toBe(true)
    expect(answered('REBALANCE_IN_PROGRESS', 2, true).rejoinNeeded).toBe(false)
  })

  it('A.7.5: ILLEGAL_GENERATION costs the generation, UNKNOWN_MEMBER_ID the member id too', () => {
    const lost = { generation: -1, generationLost: true, membership: 'unjoined' }
    expect(answered('ILLEGAL_GENERATION')).toMatchObject({ ...lost, memberId: 'A-0' })
    expect(answered('UNKNOWN_MEMBER_ID')).toMatchObject({ ...lost, memberId: '' })
  })

  it('A.7.5: says nothing of another generation than the one it was sent with', () => {
    const kept = { generation: 2, generationLost: false, membership: 'stable', memberId: 'A-0' }
    expect(answered('ILLEGAL_GENERATION', 1)).toMatchObject(kept)
    expect(answered('UNKNOWN_MEMBER_ID', 1)).toMatchObject(kept)
  })

  it('A.8: FENCED_INSTANCE_ID ends the membership, and the next call throws it', () => {
    const fenced = answered('FENCED_INSTANCE_ID')
    expect(fenced).toMatchObject({ generation: -1, memberId: '' })
    expect(fenced.failure?.name).toBe('FencedInstanceIdException')
  })

  it('A.11: NOT_COORDINATOR makes the client look for the coordinator', () => {
    expect(answered('NOT_COORDINATOR')).toMatchObject({ coordinator: -1, generation: 2 })
  })
})

describe('max.poll.interval.ms', () => {
  it.each([
    ['a dynamic member leaves', false, ['LeaveGroup']],
    ['a static one is only gone', true, []],
  ] as const)('A.7.1, A.8: past it %s', (_, isStatic, sent) => {
    const { world, instance, consumer } = createMember({ 'group.instance.id': isStatic })
    pollIntervalExpired(world, instance)
    expect(world.messages.map(({ request }) => request.api)).toEqual(sent)
    expect(consumer).toMatchObject({ generation: -1, memberId: '', generationLost: true })
  })
})
