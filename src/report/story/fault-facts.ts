/** What the faults say of themselves: for stories, tables and diagrams. */
import { faults } from '../../model/faults/all.ts'
import type { FaultFacts } from '../../model/faults/fault.ts'

const byName: ReadonlyMap<string, FaultFacts> = new Map(faults.map((facts) => [facts.name, facts]))

/** What is known of the fault; undefined: there is none of that name. */
export function factsOf(fault: string): FaultFacts | undefined {
  return byName.get(fault)
}
