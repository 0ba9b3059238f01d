import { of, seen } from '../scripted.ts'
import { some, testFault } from './test-fault.ts'

testFault('offset-expiry', {
  when: seen('commit-acknowledged', 'A'),
  consequence: (after) =>
    of(after, 'committed-offset-lost').every(({ reason }) => reason === 'offset-expiry') &&
    some(after, /committed-offset-lost/) &&
    some(after, /^B stopped/),
})
