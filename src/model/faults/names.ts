/** The faults by the names that the command line, the JSON and the reports use. */
import { type FaultName, faults } from './all.ts'
import type { Disturbs, FaultFacts } from './fault.ts'

/** In the order in which tables show them. */
export const faultNames: readonly FaultName[] = faults.map(({ name }) => name)

/** The place in the order of tables of a name from the world or a history; -1: it is no fault's. */
export function rankOf(name: string): number {
  return (faultNames as readonly string[]).indexOf(name)
}

/** The name as one of {@link faultNames}; throws where it is none. */
export function faultName(name: string): FaultName {
  const found = faultNames[rankOf(name)]
  if (found === undefined) throw new Error(`no fault is called ${name}`)
  return found
}

/** The names of those of which it is true, in the order of tables. */
export function faultsThat(is: (facts: FaultFacts) => boolean): readonly FaultName[] {
  return faults.filter(is).map(({ name }) => name)
}

/** The names of those that disturb any of these. */
export function faultsDisturbing(...parts: readonly (keyof Disturbs)[]): readonly FaultName[] {
  return faultsThat(({ disturbs }) => parts.some((part) => disturbs[part]))
}
