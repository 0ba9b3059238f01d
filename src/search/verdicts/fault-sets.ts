/** Fault sets: `none`, one fault, or several joined by `+`. */
import { assert } from '../../model/assert.ts'
import type { FaultName } from '../../model/faults/all.ts'
import { faultNames } from '../../model/faults/names.ts'

/** `none`, one fault, or several joined by `+`. */
export type FaultSet = string

/** The faults of a set, in the order of tables. The names in it have been checked before. */
export function faultsOf(set: FaultSet): readonly FaultName[] {
  if (set === 'none') return []
  const names = set.split('+')
  const faults = faultNames.filter((name) => names.includes(name))
  assert(faults.length === names.length, `unknown fault in "${set}"`)
  return faults
}

/** The set of these faults, which are in the order of tables. */
export function faultSetOf(faults: readonly FaultName[]): FaultSet {
  return faults.length === 0 ? 'none' : faults.join('+')
}
