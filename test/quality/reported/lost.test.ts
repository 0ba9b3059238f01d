/**
 * Reports of lost messages: each service loses them under what its reporters named, and its control
 * under the same loses none.
 */
import { describe, expect, it } from 'vitest'
import { strategies } from '../../../src/strategies/all.ts'
import type { AnyStrategy } from '../../../src/strategies/strategy.ts'
import { cases } from './cases.ts'
import { broken, brokenOnes, eventsOf, type Found, faultsOf, next, search } from './search.ts'

function shipped(name: string): AnyStrategy {
  const found = strategies.find(({ strategy }) => strategy.name === name)
  if (found === undefined) throw new Error(`no strategy ${name}`)
  return found.strategy
}

/** The commit that is applied above a lost record, and that record. */
function commitAbove(found: Found) {
  const { topic, partition, offsets } = found.witnesses[0] ?? {
    topic: '',
    partition: 0,
    offsets: [],
  }
  const lost = offsets[0] ?? Number.NaN
  const commits = eventsOf(found.story, 'commit-applied')
  const commit = commits.find((one) => one.partition === partition && one.offset > lost)
  if (commit === undefined) throw new Error(`no commit passes ${topic}-${partition}@${lost}`)
  return { commit, lost, offsets, place: { topic: commit.topic, partition } }
}

function startsOf({ story }: Found, { partition }: { readonly partition: number }): number[] {
  return eventsOf(story, 'processing-started')
    .filter((event) => event.partition === partition)
    .map(({ offset }) => offset)
}

describe('a break out of a batch that kafkajs then resolves', () => {
  it('loses the rest of the batch at a graceful stop', () => {
    const found = broken(search(cases.autoResolveBreak), 'at-least-once')
    expect(faultsOf(found)).toEqual(['shutdown'])
    const { commit, offsets, place } = commitAbove(found)
    const { member } = commit
    const polled = next(found.story, null, { kind: 'polled', member, ...place })
    expect(polled.offsets).toEqual(expect.arrayContaining([...offsets]))
    expect(startsOf(found, place)).not.toEqual(expect.arrayContaining([...offsets]))
    const stopping = next(found.story, polled, { kind: 'stopping', member })
    next(found.story, stopping, { kind: 'commit-applied', member, offset: commit.offset, ...place })
  })

  it('keeps them without auto-resolve', () => {
    expect(brokenOnes(search(cases.autoResolveOff))).toEqual([])
  })
})

describe('messages of a batch that are resolved as they finish', () => {
  it('loses the one that failed below one that was done', () => {
    const found = broken(search(cases.parallelBatch), 'at-least-once')
    expect(faultsOf(found)).toEqual(['handler-error'])
    const { commit, lost, place } = commitAbove(found)
    const { member } = commit
    const failed = next(found.story, null, { kind: 'processing-failed', offset: lost, ...place })
    const above = eventsOf(found.story, 'resolved').filter(
      (event) => event.partition === place.partition && event.offset > lost,
    )
    expect(above.length).toBeGreaterThan(0)
    next(found.story, failed, { kind: 'commit-applied', member, ...place })
  })

  it('keeps it when they are worked on in order', () => {
    expect(brokenOnes(search(cases.sequentialBatch))).toEqual([])
  })
})

describe('an error that is swallowed', () => {
  it('loses the message when the next one is committed', () => {
    const found = broken(search(cases.swallowedError), 'at-least-once')
    expect(faultsOf(found)).toEqual(['handler-error'])
    const { commit, lost, place } = commitAbove(found)
    const failed = next(found.story, null, { kind: 'processing-failed', offset: lost, ...place })
    const offset = lost + 1
    const done = next(found.story, failed, { kind: 'processing-done', offset, ...place })
    next(found.story, done, { kind: 'commit-applied', offset: offset + 1, ...place })
    expect(commit.offset).toBe(offset + 1)
  })

  it('loses it in a program over the Java client as well', () => {
    const { faults } = cases.swallowedError
    const judge = ['at-least-once'] as const
    const found = search({
      subject: shipped('auto-commit-swallow-error'),
      faults,
      judge,
      schedules: 100,
    })
    expect(faultsOf(broken(found, 'at-least-once'))).toEqual(['handler-error'])
  })

  it('keeps it when the error is thrown on', () => {
    expect(brokenOnes(search(cases.rethrownError))).toEqual([])
  })
})

describe('a position that retention has deleted', () => {
  it('loses what the log still has when the consumer starts again at the end', () => {
    const found = broken(search(cases.outOfRangeLatest), 'at-least-once')
    expect(faultsOf(found)).toEqual(['retention'])
    const [witness] = found.witnesses
    const partition = witness?.partition ?? -1
    const deleted = next(found.story, null, { kind: 'deleted-below', partition })
    expect(witness?.offsets.every((offset) => offset >= deleted.offset)).toBe(true)
    const reset = next(found.story, deleted, { kind: 'commit-applied', partition, offset: -1 })
    next(found.story, reset, { kind: 'position', partition, reason: 'latest' })
  })

  it('loses nothing of it with fromBeginning, and takes no reset for a step back', () => {
    expect(brokenOnes(search(cases.outOfRangeEarliest))).toEqual([])
    expect(brokenOnes(search(cases.outOfRangeLatest))).not.toContain('commit-monotonic')
  })
})

describe('an acknowledgement before the work is done', () => {
  it('loses what a crash interrupts', () => {
    const found = broken(search(cases.unawaitedWork), 'at-least-once')
    expect(faultsOf(found)).toEqual(['crash'])
    const { commit, lost, place } = commitAbove(found)
    const { member } = commit
    const started = { kind: 'processing-started', member, offset: lost, ...place } as const
    const crash = next(found.story, next(found.story, null, started), { kind: 'fault', member })
    expect(crash.fault).toBe('crash')
    const done = eventsOf(found.story, 'processing-done')
    expect(
      done.some(({ offset, partition }) => offset === lost && partition === place.partition),
    ).toBe(false)
  })

  it('loses it in a program over the Java client as well', () => {
    const judge = ['at-least-once'] as const
    const { faults } = cases.unawaitedWork
    const found = search({
      subject: shipped('auto-commit-worker-threads'),
      faults,
      judge,
      schedules: 300,
    })
    expect(faultsOf(broken(found, 'at-least-once'))).toEqual(['crash'])
  })
})

describe('a crash before the first commit', () => {
  it('loses what was read when the next process starts at the end', () => {
    const found = broken(search(cases.firstCommitLatest), 'at-least-once')
    expect(faultsOf(found)).toEqual(['crash'])
    const [witness] = found.witnesses
    const partition = witness?.partition ?? -1
    const first = next(found.story, null, { kind: 'position', partition, reason: 'latest' })
    const crash = next(found.story, first, { kind: 'fault', fault: 'crash' })
    const second = next(found.story, crash, { kind: 'position', partition, reason: 'latest' })
    const skipped = witness?.offsets ?? []
    expect(skipped.length).toBeGreaterThan(0)
    expect(skipped.every((offset) => offset >= first.offset && offset < second.offset)).toBe(true)
    const commits = eventsOf(found.story, 'commit-applied')
    const between = commits.filter(
      (event) => found.story.indexOf(event) < found.story.indexOf(second),
    )
    expect(between.filter((event) => event.partition === partition)).toEqual([])
  })

  it('loses nothing with fromBeginning', () => {
    expect(brokenOnes(search(cases.firstCommitEarliest))).toEqual([])
  })
})
