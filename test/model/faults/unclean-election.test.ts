import { of, seen } from '../scripted.ts'
import { testFault } from './test-fault.ts'

testFault('unclean-election', {
  when: seen('processing-started', 'A'),
  details: [8],
  consequence: (after) => of(after, 'truncated-to').length === 1,
})
