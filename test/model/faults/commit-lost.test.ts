import { of, seen } from '../scripted.ts'
import { testFault } from './test-fault.ts'

testFault('commit-lost', {
  when: seen('commit-requested', 'A'),
  details: [1],
  consequence: (after) => {
    const [unknown] = of(after, 'commit-unknown')
    const applied = of(after, 'commit-applied').map(({ commit }) => commit)
    return unknown?.member === 'A' && !applied.includes(unknown.commit)
  },
})
