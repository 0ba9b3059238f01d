import { of, seen } from '../scripted.ts'
import { testFault } from './test-fault.ts'

testFault('offsets-loss', {
  when: seen('commit-acknowledged', 'A'),
  consequence: (after) => of(after, 'committed-offset-lost').length > 0,
})
