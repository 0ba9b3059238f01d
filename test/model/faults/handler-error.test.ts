import { of, seen } from '../scripted.ts'
import { some, testFault } from './test-fault.ts'

testFault('handler-error', {
  when: seen('processing-started', 'A'),
  consequence: (after) => of(after, 'processing-failed').length === 1 && some(after, /^A died/),
})
