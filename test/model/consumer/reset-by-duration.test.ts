/** A reset by duration (KIP-1106) that finds no record, or is not answered. */
import { describe, expect, it } from 'vitest'
import { onListOffsets } from '../../../src/model/consumer/position-answers.ts'
import { updatePositions } from '../../../src/model/consumer/positions.ts'
import { seek } from '../../../src/model/consumer/seek.ts'
import type { KafkaErrorCode } from '../../../src/model/errors.ts'
import { epochMs } from '../../../src/model/network/records.ts'
import { play } from '../scripted.ts'
import { createMember } from './fixture.ts'

/** A member whose first partition awaits a reset by one minute, at 100 s. */
function awaiting() {
  const { world, instance, consumer, events } = createMember({
    'auto.offset.reset': 'by_duration:PT1M',
  })
  const [assigned] = consumer.partitions
  if (assigned === undefined) throw new Error('it has partitions')
  assigned.status = 'await-reset'
  world.now = 100_000
  world.messages.length = 0
  /** Polls once more; the times that are asked for, in all. */
  const asked = () => {
    updatePositions(world, instance)
    return world.messages.flatMap(({ request }) =>
      request.api === 'ListOffsets' ? request.partitions.map(({ at }) => Number(at) - epochMs) : [],
    )
  }
  const answer = (offset: number, error: KafkaErrorCode = 'NONE') => {
    const { topic, partition, lookup } = assigned
    const found = { topic, partition, error, offset, timestamp: -1, leaderEpoch: -1 }
    const response = { api: 'ListOffsets', error: 'NONE', partitions: [found] } as const
    onListOffsets(world, instance, lookup, response, 'by_duration')
  }
  return { world, instance, assigned, events, asked, answer }
}

describe('a reset by duration', () => {
  it('goes to no end of the log: it asks again after request.timeout.ms, for a later time', () => {
    const { world, assigned, events, asked, answer } = awaiting()
    expect(asked()).toEqual([40_000])
    world.now += 2
    answer(-1)
    expect(assigned).toMatchObject({ status: 'await-reset', lookup: -1 })
    world.now += 29_997
    expect(asked()).toEqual([40_000])
    world.now += 1
    expect(asked()).toEqual([40_000, 70_000])
    answer(7)
    expect(assigned).toMatchObject({ status: 'fetching', position: 7, resetDue: -1 })
    expect(events.at(-1)).toMatchObject({ kind: 'position', offset: 7, reason: 'by_duration' })
  })

  it('waits for no more than the back-off when the leader was another one', () => {
    const { world, instance, asked, answer } = awaiting()
    asked()
    answer(-1, 'NOT_LEADER_OR_FOLLOWER')
    world.now += 200
    instance.consumer.backingOff = false
    instance.consumer.metadataTicket = -1
    expect(asked()).toEqual([40_000, 40_200])
  })

  it('is off when somebody seeks', () => {
    const { world, instance, assigned, asked, answer } = awaiting()
    asked()
    answer(-1)
    seek(world, instance, assigned, 3)
    expect(assigned).toMatchObject({ status: 'fetching', position: 3, resetDue: -1 })
  })

  it('of before 1970 begins at the first record', () => {
    const settings = { 'auto.offset.reset': 'by_duration:P99999D' } as const
    const { events } = play({ settings, scenario: { newGroup: true } }, function* ({ consumer }) {
      for (let polls = 0; polls < 5; polls++) yield* consumer.poll()
    })
    expect(events.find(({ kind }) => kind === 'position')).toMatchObject({ offset: 0 })
  })
})
