import { seen, shipped } from '../scripted.ts'
import { some, testFault } from './test-fault.ts'

testFault('store-failure', {
  when: seen('processing-done', 'A'),
  strategy: shipped('external-store-atomic'),
  consequence: (after) => some(after, /^A store-failed StoreException/),
})
