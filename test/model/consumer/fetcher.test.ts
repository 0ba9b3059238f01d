/** What a client keeps of what it fetched, what poll takes out of that, and the position then. */
import { describe, expect, it } from 'vitest'
import { collectRecords, onFetch, sendFetches } from '../../../src/model/consumer/fetcher.ts'
import { joinComplete } from '../../../src/model/consumer/join-complete.ts'
import { dropPartitions } from '../../../src/model/consumer/join-prepare.ts'
import { unsubscribeStep } from '../../../src/model/consumer/unsubscribe.ts'
import type { FetchedRecord } from '../../../src/model/network/records.ts'
import type { Settings } from '../../../src/model/settings.ts'
import { place } from '../scripted.ts'
import { createMember, recordsOf } from './fixture.ts'

/** A member that has in its buffers records of these types, from offset 0 of both partitions. */
function fetched(types: readonly FetchedRecord['type'][], settings: Partial<Settings> = {}) {
  const member = createMember(settings)
  const { world, instance, consumer } = member
  sendFetches(world, instance)
  const records = recordsOf(...types)
  const error = 'NONE'
  for (const { ticket, entries } of [...consumer.fetches]) {
    const partitions = entries.map(({ topic, partition }) => {
      const ends = { logStart: 0, highWatermark: types.length, lastStableOffset: types.length }
      return { topic, partition, error, fetchOffset: 0, records, ...ends } as const
    })
    onFetch(world, instance, ticket, { api: 'Fetch', error, partitions })
  }
  return member
}

/** Where poll leaves the partitions of a member. */
function positions({ consumer }: ReturnType<typeof fetched>): number[] {
  return consumer.partitions.map(({ position }) => position)
}

describe('the position, when poll takes records', () => {
  it('A.2.4: passes a marker behind the last of them', () => {
    const member = fetched(['data', 'control'])
    const taken = collectRecords(member.world, member.instance)
    expect(taken?.map(({ offset }) => offset)).toEqual([0, 0])
    expect(positions(member)).toEqual([2, 2])
    expect(member.consumer.buffers).toEqual([])
  })

  it.each([
    ['read_committed', [0, 0]],
    ['read_uncommitted', [0, 1, 0]],
  ] as const)('A.2.4: passes an aborted record (%s)', (isolation, offsets) => {
    const member = fetched(['data', 'aborted', 'control'], { 'isolation.level': isolation })
    const taken = collectRecords(member.world, member.instance)
    expect(taken?.map(({ offset }) => offset)).toEqual(offsets)
    expect(positions(member)[0]).toBe(3)
  })

  it('A.2.4: moves although there is nothing to hand out, and the next fetch begins there', () => {
    const member = fetched(['aborted', 'control'], { 'isolation.level': 'read_committed' })
    expect(collectRecords(member.world, member.instance)).toBeNull()
    expect(positions(member)).toEqual([2, 2])
    expect(member.events.filter(({ kind }) => kind === 'polled')).toEqual([])
    sendFetches(member.world, member.instance)
    const asked = member.consumer.fetches.flatMap(({ entries }) => entries)
    expect(asked.map(({ offset }) => offset)).toEqual([2, 2])
  })
})

describe('what was fetched and not handed out', () => {
  it('A.6: is dropped with what is revoked or lost', () => {
    const { world, instance, consumer } = fetched(['data', 'data'])
    expect(consumer.buffers).toHaveLength(2)
    dropPartitions(world, instance, 'revoked')
    expect(consumer.buffers).toEqual([])
  })

  it('A.6: is dropped of what a cooperative member must give up, and kept of what it keeps', () => {
    const { world, instance, consumer, task, pending } = fetched(['data', 'data'])
    consumer.newAssignment = [place(1)]
    expect(joinComplete(world, instance, task, pending)).toBe('go')
    expect(consumer.buffers).toMatchObject([place(1)])
  })

  it('A.3: is dropped when the consumer unsubscribes', () => {
    const { world, instance, consumer, task, pending } = fetched(['data', 'data'])
    consumer.mode = 'assigned'
    unsubscribeStep(world, instance, task, pending)
    expect(consumer.buffers).toEqual([])
  })
})
