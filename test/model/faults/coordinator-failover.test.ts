import { of, seen } from '../scripted.ts'
import { testFault } from './test-fault.ts'

testFault('coordinator-failover', {
  when: seen('commit-requested', 'A'),
  consequence: (after) =>
    (of(after, 'commit-acknowledged')[0]?.time ?? 0) - (after[0]?.time ?? 0) >= 100,
})
