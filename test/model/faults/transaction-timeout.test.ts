import { of, seen, shipped } from '../scripted.ts'
import { testFault } from './test-fault.ts'

testFault('transaction-timeout', {
  when: seen('effect', 'A'),
  strategy: shipped('transactional'),
  consequence: (after) => of(after, 'transaction-aborted').length > 0,
})
