/** Commits that no caller waits for: their callbacks, and what is sent again. */
import { describe, expect, it } from 'vitest'
import { onAsyncCommitAnswer, startAsyncCommit } from '../../../src/model/consumer/async-commits.ts'
import { loseGeneration } from '../../../src/model/consumer/generation.ts'
import { joinPrepare } from '../../../src/model/consumer/join-prepare.ts'
import type { OffsetCommitCallback } from '../../../src/model/instance/ops.ts'
import { upTo } from '../scripted.ts'
import { createMember } from './fixture.ts'

const callback: OffsetCommitCallback = function* () {}

describe('a callback', () => {
  it('A.5: of a commit of nothing is due at once', () => {
    const { world, instance, consumer } = createMember()
    startAsyncCommit(world, instance, [], callback, 'async')
    expect(consumer.dueCallbacks).toMatchObject([{ offsets: [], error: null }])
    expect(consumer.asyncCommits).toEqual([])
  })

  it('A.5: of a commit that the client itself refuses is due at once, with the reason', () => {
    const { world, instance, consumer, events } = createMember()
    consumer.membership = 'joining'
    startAsyncCommit(world, instance, upTo(0, 3), callback, 'async')
    expect(consumer.dueCallbacks.map(({ error }) => error?.name)).toEqual([
      'RebalanceInProgressException',
    ])
    expect(consumer.asyncCommits).toEqual([])
    expect(events.at(-1)).toMatchObject({ kind: 'commit-refused', offset: 3 })
    expect(world.messages).toEqual([])
  })
})

describe('the auto-commit before a join', () => {
  it('A.3: is sent again after a retriable answer, once the back-off is over', () => {
    const { world, instance, consumer, task, pending } = createMember({
      'enable.auto.commit': true,
    })
    expect(joinPrepare(world, instance, task, pending)).toBe('wait')
    const [first] = consumer.asyncCommits
    onAsyncCommitAnswer(world, instance, first?.ticket ?? -1, 2, 'COORDINATOR_LOAD_IN_PROGRESS')
    expect(joinPrepare(world, instance, task, pending), 'backing off').toBe('wait')
    expect(consumer.asyncCommits).toEqual([])
    consumer.backingOff = false
    expect(joinPrepare(world, instance, task, pending)).toBe('wait')
    const [second] = consumer.asyncCommits
    expect(second).toMatchObject({ kind: 'rebalance', offsets: first?.offsets })
    onAsyncCommitAnswer(world, instance, second?.ticket ?? -1, 2, 'NONE')
    expect(joinPrepare(world, instance, task, pending)).toBe('go')
  })

  it('A.3: is not asked for by a member that has lost its generation', () => {
    const { world, instance, consumer, task, pending, events } = createMember({
      'enable.auto.commit': true,
    })
    loseGeneration(world, instance, true)
    expect(joinPrepare(world, instance, task, pending)).toBe('go')
    expect(consumer.partitions).toEqual([])
    expect(events.filter(({ kind }) => kind === 'commit-requested')).toEqual([])
  })
})
