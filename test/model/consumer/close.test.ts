/** What close() does about asynchronous commits: it waits for those under way, and no more. */
import { describe, expect, it } from 'vitest'
import { onAsyncCommitAnswer, startAsyncCommit } from '../../../src/model/consumer/async-commits.ts'
import { closeStep } from '../../../src/model/consumer/close.ts'
import type { OffsetCommitCallback } from '../../../src/model/instance/ops.ts'
import { upTo } from '../scripted.ts'
import { createMember } from './fixture.ts'

function createClosing() {
  const member = createMember()
  const callback: OffsetCommitCallback = function* () {}
  const commit = (offset: number): number => {
    startAsyncCommit(member.world, member.instance, upTo(0, offset), callback, 'async')
    member.consumer.coordinator = 0
    return member.consumer.asyncCommits.at(-1)?.ticket ?? -1
  }
  const answer = (ticket: number) =>
    onAsyncCommitAnswer(member.world, member.instance, ticket, 2, 'NONE')
  const close = () => closeStep(member.world, member.instance, member.task, member.pending)
  member.consumer.coordinator = 0
  return { ...member, commit, answer, close }
}

describe('the callback of a commit', () => {
  it('A.5: is dropped by close() if its answer is there and nothing else is under way', () => {
    const { consumer, commit, answer, close } = createClosing()
    answer(commit(3))
    expect(consumer.dueCallbacks).toHaveLength(1)
    close()
    expect(consumer.dueCallbacks).toHaveLength(1)
    expect(consumer.leaveTicket).toBeGreaterThanOrEqual(0)
  })

  it('A.5: runs if close() waits for a commit, be it another one', () => {
    const { consumer, task, commit, answer, close } = createClosing()
    answer(commit(3))
    const under = commit(6)
    close()
    expect(task.blocked).toBe(true)
    answer(under)
    expect(consumer.dueCallbacks).toHaveLength(2)
    close()
    expect(consumer.dueCallbacks.length).toBeLessThan(2)
  })
})
