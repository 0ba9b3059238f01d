import { describe, expect, it } from 'vitest'
import { Membership } from '../../../src/broker/watching/membership.ts'
import { encodeAssignment } from '../../../src/wire/consumer-protocol.ts'
import { errorNumber } from '../../../src/wire/error-codes.ts'

function membership() {
  const told: string[] = []
  const members = new Membership((kind, place) => {
    told.push(place === null ? kind : `${kind} ${place.partition}`)
  })
  const synced = (memberId: string, generationId: number, ...partitions: number[]) => {
    const asked = { memberId, generationId, groupInstanceId: null, groupId: 'g', assignments: [] }
    const assignment = encodeAssignment([{ topic: 'orders', partitions }])
    members.synced({ api: 'SyncGroup', ...asked }, { api: 'SyncGroup', errorCode: 0, assignment })
    return told.splice(0)
  }
  const refused = (
    memberId: string,
    generationId: number,
    error: 'ILLEGAL_GENERATION' | 'NONE',
  ) => {
    members.refused({ memberId, generationId }, errorNumber(error))
    return told.splice(0)
  }
  const left = (memberId: string) => {
    members.left(memberId)
    return told.splice(0)
  }
  return { members, synced, refused, left }
}

describe('the partitions of a process', () => {
  it('are assigned and revoked with each answer to SyncGroup', () => {
    const { members, synced } = membership()
    expect(members.generation).toBe(-1)
    expect(synced('a', 1, 0, 1)).toEqual(['joined', 'assigned 0', 'assigned 1'])
    expect(synced('a', 2, 1)).toEqual(['revoked 0', 'joined', 'assigned 1'])
    expect(members.generation).toBe(2)
  })

  it('are kept apart where it runs several consumers', () => {
    const { synced, left, refused } = membership()
    synced('a', 1, 0)
    expect(synced('b', 1, 1)).toEqual(['joined', 'assigned 1'])
    expect(refused('a', 1, 'ILLEGAL_GENERATION')).toEqual(['lost 0'])
    expect(left('b')).toEqual(['revoked 1'])
    expect(left('b')).toEqual([])
  })

  it('are not lost by an answer to a question of before the latest assignment', () => {
    const { synced, refused } = membership()
    synced('a', 1, 0)
    synced('a', 2, 0)
    expect(refused('a', 1, 'ILLEGAL_GENERATION')).toEqual([])
    expect(refused('a', 2, 'NONE')).toEqual([])
    expect(refused('a', 2, 'ILLEGAL_GENERATION')).toEqual(['lost 0'])
  })
})
