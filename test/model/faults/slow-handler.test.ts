import { seen } from '../scripted.ts'
import { some, testFault } from './test-fault.ts'

testFault('slow-handler', {
  when: seen('processing-started', 'A'),
  consequence: (after) => some(after, /^A lost/),
})
