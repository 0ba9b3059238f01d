/** What a client forgets when it loses its generation. */
import { expect, it } from 'vitest'
import { loseGeneration } from '../../../src/model/consumer/generation.ts'
import { onJoinGroup, onSyncGroup } from '../../../src/model/consumer/join.ts'
import { place } from '../scripted.ts'
import { createMember } from './fixture.ts'

it('A.7.1: forgets the assignment that a join under way has brought', () => {
  const { world, instance, consumer } = createMember()
  Object.assign(consumer, { newAssignment: [place(0)], complete: 1, isLeader: true, prepare: 3 })
  loseGeneration(world, instance, false)
  expect(consumer).toMatchObject({
    newAssignment: null,
    complete: 0,
    isLeader: false,
    prepare: 0,
    rejoinNeeded: true,
    memberId: 'A-0',
  })
})

it('A.7.1: does not hear the answer to a join or sync from before', () => {
  const { world, instance, consumer, events } = createMember()
  Object.assign(consumer, { membership: 'syncing', joinTicket: 7 })
  loseGeneration(world, instance, true)
  onSyncGroup(world, instance, 7, { api: 'SyncGroup', error: 'NONE', assignment: [place(0)] })
  onJoinGroup(world, instance, 7, {
    api: 'JoinGroup',
    error: 'NONE',
    generation: 3,
    protocol: 'range',
    leader: '',
    memberId: 'A-0',
    members: [],
    skipAssignment: false,
  })
  expect(consumer).toMatchObject({ membership: 'unjoined', generation: -1, newAssignment: null })
  expect(events.filter(({ kind }) => kind === 'joined')).toEqual([])
})
