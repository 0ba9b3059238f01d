import { expect, it } from 'vitest'
import { of, play, type Strike, seen, shipped } from '../scripted.ts'
import { testFault } from './test-fault.ts'

const commitSyncAfterBatch = shipped('commit-sync-after-batch')

testFault('retention', {
  when: seen('processing-started', 'A'),
  consequence: (after) => of(after, 'deleted-below')[0]?.offset === 1,
})

it('retention spares what a new leader does not know to be replicated', () => {
  const deleting = (below: number) => () => {
    const late = { fault: 'leader-failover', when: seen('produced', undefined, 4), details: [1] }
    const deleted = { fault: 'retention', when: seen('fault'), details: [below - 1] }
    return play({ faults: [late, deleted] as Strike[] }, commitSyncAfterBatch.run).events
  }
  expect(of(deleting(3)(), 'deleted-below')).toMatchObject([{ offset: 3 }])
  expect(deleting(4)).toThrow('the script chose 3 of 3')
})
