/** What an answer to a commit does to a client that may have moved on since it was sent. */
import { describe, expect, it } from 'vitest'
import { onCommitAnswer } from '../../../src/model/consumer/commit-request.ts'
import type { Membership } from '../../../src/model/consumer/consumer-state.ts'
import type { KafkaErrorCode } from '../../../src/model/errors.ts'
import { createMember } from './fixture.ts'

/** What a member of generation 2 makes of the answer: exception, generation, partitions lost. */
function answered(error: KafkaErrorCode, membership: Membership) {
  return (sentGeneration: number) => {
    const { world, instance, consumer } = createMember()
    consumer.membership = membership
    const exception = onCommitAnswer(world, instance, error, sentGeneration)
    return [exception?.name, consumer.generation, consumer.generationLost]
  }
}

describe.each(['ILLEGAL_GENERATION', 'UNKNOWN_MEMBER_ID'] as const)('%s', (error) => {
  it('A.4: costs the generation that the commit was sent with', () => {
    for (const membership of ['joining', 'syncing', 'stable'] as const) {
      expect(answered(error, membership)(2)).toEqual(['CommitFailedException', -1, true])
    }
  })

  it('A.4: to a commit of an older generation says nothing of a member that joins already', () => {
    expect(answered(error, 'joining')(1)).toEqual(['RebalanceInProgressException', 2, false])
  })

  it('A.4: to a commit of an older generation costs a member that does not join its own', () => {
    for (const membership of ['syncing', 'stable'] as const) {
      expect(answered(error, membership)(1)).toEqual(['CommitFailedException', -1, true])
    }
  })
})

describe('FENCED_INSTANCE_ID', () => {
  const fenced = (membership: Membership) => answered('FENCED_INSTANCE_ID', membership)

  it('A.4: is fatal to the member that sent the commit', () => {
    expect(fenced('joining')(2)).toEqual(['FencedInstanceIdException', 2, false])
    expect(fenced('stable')(2)).toEqual(['FencedInstanceIdException', 2, false])
  })

  it('A.4: to a commit of an older generation only refuses the commit', () => {
    expect(fenced('joining')(1)).toEqual(['RebalanceInProgressException', 2, false])
    expect(fenced('stable')(1)).toEqual(['CommitFailedException', 2, false])
  })
})
