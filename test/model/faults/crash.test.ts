import { of, seen } from '../scripted.ts'
import { testFault, testTarget } from './test-fault.ts'

testFault('crash', {
  when: seen('processing-started', 'A'),
  consequence: (after) => of(after, 'started').some(({ replaces }) => replaces === 'A'),
})

testTarget('crash')
