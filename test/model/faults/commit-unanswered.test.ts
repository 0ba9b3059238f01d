import { seen } from '../scripted.ts'
import { some, testFault } from './test-fault.ts'

testFault('commit-unanswered', {
  when: seen('commit-requested', 'A'),
  details: [1],
  consequence: (after) => some(after, /^A commit-unknown/) && some(after, /^A commit-applied/),
})
