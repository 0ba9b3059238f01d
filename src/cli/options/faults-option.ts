/** `--faults a,b`: faults one by one; `a+b` together in one run; `none` for a quiet run. */
import type { FaultName } from '../../model/faults/all.ts'
import { faultNames } from '../../model/faults/names.ts'
import type { FaultSet } from '../../search/verdicts/fault-sets.ts'
import { commaList, knownName, quoted, UsageError } from '../usage-error.ts'

/** What is searched when nobody asks for less: a quiet run, then every fault by itself. */
export const allFaultSets: readonly FaultSet[] = ['none', ...faultNames]

/** Faults of a set in the order of tables, so that `b+a` is `a+b`. */
function parseFaultSet(text: string): FaultSet {
  const words = text.split('+').map((word) => word.trim())
  if (words.includes('none') && words.length > 1) {
    throw new UsageError(`none stands alone in --faults, not in ${quoted(text)}`)
  }
  const names: readonly ('none' | FaultName)[] = ['none', ...faultNames]
  const known = words.map((word) => knownName(word, names, 'fault'))
  return known[0] === 'none' ? 'none' : faultNames.filter((name) => known.includes(name)).join('+')
}

/** Reads the option's text. */
export function parseFaults(text: string): readonly FaultSet[] {
  return [...new Set(commaList(text, '--faults').map(parseFaultSet))]
}
