/**
 * Reports of repeated messages and of committed offsets that go back: each is found under what its
 * reporters named, and its control under the same is not.
 */
import { describe, expect, it } from 'vitest'
import { cases } from './cases.ts'
import { broken, brokenOnes, eventsOf, faultsOf, next, search } from './search.ts'

describe('a batch that outlives its assignment', () => {
  it('moves the group back when its old owner commits it with the new generation', () => {
    const found = broken(search(cases.staleChecks), 'commit-monotonic')
    expect(faultsOf(found)).toEqual(expect.arrayContaining(['join', 'leader-failover']))
    const back = eventsOf(found.story, 'commit-applied').at(-1)
    if (back === undefined) throw new Error('no commit is applied')
    const { member: old, partition, offset, generation } = back
    const polled = eventsOf(found.story, 'polled').find(
      (event) =>
        event.member === old && event.partition === partition && event.offsets.includes(offset - 1),
    )
    if (polled === undefined) throw new Error('the old owner was never handed what it commits')
    const owners = eventsOf(found.story, 'assigned').filter(
      (event) => event.partition === partition,
    )
    const owner = owners.at(-1)
    expect(owner?.member).not.toBe(old)
    expect(owner?.generation).toBe(generation)
    const ahead = next(found.story, owner ?? null, {
      kind: 'commit-applied',
      partition,
      offset: back.previous ?? -1,
    })
    expect(ahead.offset).toBeGreaterThan(offset)
    expect(ahead.member).not.toBe(old)
    // It is finished by the old owner after the new one has the partition, and committed after all.
    const done = { kind: 'processing-done', member: old, partition, offset: offset - 1 } as const
    next(found.story, owner ?? null, done)
    expect(found.story.indexOf(ahead)).toBeLessThan(found.story.indexOf(back))
    expect(found.story.indexOf(polled)).toBeLessThan(found.story.indexOf(back))
  })

  it('repeats messages, and loses none', () => {
    const broken = brokenOnes(search(cases.staleChecks))
    expect(broken).toContain('at-most-once')
    expect(broken).not.toContain('at-least-once')
  })
})

describe('queued batches that take longer than a rebalance may', () => {
  it('repeats them when a member joins: the old owner is evicted, and works on', () => {
    const found = broken(search(cases.slowBatches), 'at-most-once')
    expect(faultsOf(found)).toEqual(['join'])
    const partition = found.witnesses[0]?.partition ?? -1
    const joined = next(found.story, null, { kind: 'fault', fault: 'join' })
    const taken = next(found.story, joined, { kind: 'assigned', partition })
    const old = next(found.story, null, { kind: 'assigned', partition })
    expect(taken.member).not.toBe(old.member)
    const refused = {
      kind: 'commit-refused',
      member: old.member,
      error: 'UNKNOWN_MEMBER_ID',
    } as const
    next(found.story, taken, refused)
  })

  it('loses nothing', () => {
    expect(brokenOnes(search(cases.slowBatches))).toEqual(['at-most-once'])
  })

  it('repeats nothing when each message is one step', () => {
    expect(brokenOnes(search(cases.slowMessages))).toEqual([])
  })
})

describe('a refused commit that is sent again', () => {
  it('moves the group back when a newer one has succeeded in between', () => {
    const findings = search(cases.staleRetry)
    const found = broken(findings, 'commit-monotonic')
    expect(new Set(faultsOf(found))).toEqual(new Set(['join']))
    const refused = next(found.story, null, {
      kind: 'commit-refused',
      error: 'RebalanceInProgressException',
    })
    const back = eventsOf(found.story, 'commit-applied').at(-1)
    const { member, partition, offset } = refused
    expect(back).toMatchObject({ member, partition, offset })
    const newer = {
      kind: 'commit-applied',
      member,
      partition,
      offset: back?.previous ?? -1,
    } as const
    next(found.story, refused, newer)
    expect(newer.offset).toBeGreaterThan(offset)
    expect(brokenOnes(findings)).toContain('at-most-once')
  })

  it('does not when it is forgotten then', () => {
    expect(brokenOnes(search(cases.guardedRetry))).toEqual([])
  })
})

describe('a commit that is never necessary', () => {
  it('is never sent: a crash repeats everything, and loses nothing', () => {
    const findings = search(cases.noOpCommit)
    expect(brokenOnes(findings)).toEqual(['at-most-once'])
    const found = broken(findings, 'at-most-once')
    expect(eventsOf(found.story, 'commit-requested')).toEqual([])
    const first = Math.min(...found.witnesses.flatMap(({ offsets }) => offsets))
    expect(first).toBe(0)
  })
})

describe('a commit of the offset that was done, not of the next one', () => {
  it('repeats one message per partition at each restart, and loses none', () => {
    const findings = search(cases.thisOffset)
    expect(brokenOnes(findings)).toEqual(['at-most-once'])
    const found = broken(findings, 'at-most-once')
    expect(faultsOf(found)).toEqual(['shutdown'])
    const [witness] = found.witnesses
    expect(witness?.offsets).toHaveLength(1)
    const place = { partition: witness?.partition ?? -1, offset: witness?.offsets[0] ?? -1 }
    const done = next(found.story, null, { kind: 'processing-done', ...place })
    const commit = next(found.story, done, { kind: 'commit-applied', ...place })
    next(found.story, commit, { kind: 'position', ...place, reason: 'committed' })
  })

  it('leaves a lag of one, whatever happens', () => {
    const own = 'it commits 10 although 10 is the last record done: its own offset?'
    const { witnesses, choices } = broken(search(cases.thisOffsetUndisturbed), 'progress')
    expect(choices).toBe(0)
    expect(witnesses.map(({ text }) => text)).toEqual([
      `lag does not reach zero: committed offset stays at 10, records end at 11; ${own}`,
      `lag does not reach zero: committed offset stays at 10, records end at 11; ${own}`,
    ])
  })
})
