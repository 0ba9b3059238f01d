import { of, seen } from '../scripted.ts'
import { testFault } from './test-fault.ts'

testFault('disconnect', {
  when: seen('commit-requested', 'A'),
  details: [1],
  consequence: (after) => {
    const applied = of(after, 'commit-applied').map(({ commit }) => commit)
    return new Set(applied).size < applied.length
  },
})
