import { of, seen } from '../scripted.ts'
import { testFault } from './test-fault.ts'

testFault('partition-added', {
  when: seen('processing-started', 'A'),
  consequence: (after) => of(after, 'assigned').some(({ partition }) => partition === 2),
})
