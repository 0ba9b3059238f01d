import { of, seen } from '../scripted.ts'
import { testFault } from './test-fault.ts'

testFault('poison-record', {
  when: seen('processing-started', 'A'),
  consequence: (after) =>
    of(after, 'processing-failed').length > 2 &&
    new Set(of(after, 'processing-failed').map(({ offset }) => offset)).size === 1,
})
