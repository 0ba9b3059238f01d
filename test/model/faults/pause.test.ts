import { seen } from '../scripted.ts'
import { some, testFault, testTarget } from './test-fault.ts'

testFault('pause', {
  when: seen('processing-started', 'A'),
  consequence: (after) => some(after, /^A lost/),
})

testTarget('pause')
