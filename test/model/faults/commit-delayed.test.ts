import { of, seen } from '../scripted.ts'
import { testFault } from './test-fault.ts'

testFault('commit-delayed', {
  when: seen('commit-requested', 'A'),
  consequence: (after) => {
    const first = of(after, 'commit-applied').filter(({ commit }) => commit === 0)
    return first.length === 2 && (first[1]?.time ?? 0) - (first[0]?.time ?? 0) > 20_000
  },
})
