import { of, seen } from '../scripted.ts'
import { some, testFault } from './test-fault.ts'

testFault('join', {
  when: seen('processing-started', 'A'),
  consequence: (after) => of(after, 'started')[0]?.replaces === null && some(after, /^A revoked/),
})
