/** Answers that give a partition its position: to whom they count, and what they leave behind. */
import { describe, expect, it } from 'vitest'
import {
  onListOffsets,
  onOffsetFetch,
  onOffsetsForLeaderEpoch,
} from '../../../src/model/consumer/position-answers.ts'
import { seek, seekToEnd } from '../../../src/model/consumer/seek.ts'
import { place } from '../scripted.ts'
import { createMember } from './fixture.ts'

/** A member whose `orders-0` waits for the answer to ticket 7. */
function waiting(status: 'initializing' | 'await-reset' | 'await-validation') {
  const member = createMember()
  const [assigned] = member.consumer.partitions
  if (assigned === undefined) throw new Error('nothing is assigned')
  Object.assign(assigned, { status, lookup: 7, position: 2, positionEpoch: 0 })
  return { ...member, assigned }
}

describe('a committed offset', () => {
  const committed = (leaderEpoch: number, ticket = 7) => {
    const { world, instance, assigned } = waiting('initializing')
    const offsets = [{ ...place(0), offset: 5, leaderEpoch, metadata: '' }]
    onOffsetFetch(world, instance, ticket, { api: 'OffsetFetch', error: 'NONE', offsets })
    return assigned
  }

  it('A.12: with a leader epoch is validated before anything is fetched from it', () => {
    expect(committed(3)).toMatchObject({ position: 5, status: 'await-validation' })
    expect(committed(-1)).toMatchObject({ position: 5, status: 'fetching' })
  })

  it('A.9: counts for who still waits for this answer', () => {
    expect(committed(3, 6)).toMatchObject({ position: 2, status: 'initializing', lookup: 7 })
  })
})

describe('the end of the log', () => {
  it('A.9: answers one seekToEnd, and the next reset is by policy again', () => {
    const { world, instance, assigned } = waiting('await-reset')
    assigned.resetTo = 'latest'
    const error = 'NONE'
    const partitions = [{ ...place(0), error, offset: 9, timestamp: -1, leaderEpoch: 0 }] as const
    onListOffsets(world, instance, 7, { api: 'ListOffsets', error, partitions }, 'latest')
    expect(assigned).toMatchObject({ position: 9, status: 'fetching', resetTo: null })
  })
})

describe('a seek', () => {
  it('A.2.7: takes back a seekToEnd that was not answered yet, for later resets too', () => {
    const { world, instance, assigned } = waiting('await-reset')
    seekToEnd(world, instance, [place(0)], 'end')
    seek(world, instance, place(0), 5)
    expect(assigned).toMatchObject({ position: 5, status: 'fetching', resetTo: null, lookup: -1 })
  })
})

describe('the end of an epoch', () => {
  it('A.12: says nothing of a partition that was sought since', () => {
    const { world, instance, assigned } = waiting('await-validation')
    assigned.status = 'fetching'
    const response = { api: 'OffsetsForLeaderEpoch', error: 'NONE' } as const
    onOffsetsForLeaderEpoch(world, instance, 7, { ...response, leaderEpoch: 0, endOffset: 1 })
    expect(assigned).toMatchObject({ position: 2, status: 'fetching' })
  })
})
