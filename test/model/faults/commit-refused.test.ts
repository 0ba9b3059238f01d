import { seen } from '../scripted.ts'
import { some, testFault } from './test-fault.ts'

testFault('commit-refused', {
  when: seen('commit-requested', 'A'),
  details: [6],
  consequence: (after) => some(after, /^A commit-refused .* CommitFailedException/),
})
