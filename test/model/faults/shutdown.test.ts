import { seen } from '../scripted.ts'
import { some, testFault, testTarget } from './test-fault.ts'

testFault('shutdown', {
  when: seen('processing-started', 'A'),
  consequence: (after) => some(after, /^A stopping/) && some(after, /^A stopped/),
})

testTarget('shutdown')
