/** Puts faults into groups, by what they say of themselves. */
import { factsOf } from '../story/fault-facts.ts'
import { type FaultGroup, faultGroups } from './fault-groups.ts'

/** Of a set of faults the rarest counts. What nobody knows is said to be of brokers. */
export function faultGroupOf(faultSet: string): FaultGroup {
  const groups = faultSet.split('+').map(groupOfOne)
  return faultGroups.findLast((group) => groups.includes(group)) ?? 'every day'
}

/** What befalls processes and handlers happens with every deployment and every bug. */
function groupOfOne(fault: string): FaultGroup {
  if (fault === 'none') return 'every day'
  const facts = factsOf(fault)
  if (facts === undefined) return 'broker'
  if (facts.loses !== null) return 'disaster'
  return facts.disturbs.processes || facts.disturbs.handlers ? 'every day' : 'broker'
}
